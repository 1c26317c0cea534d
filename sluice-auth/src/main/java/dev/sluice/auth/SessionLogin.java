package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.sessions.Session;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of its user, under Django 5.2's names.
 *
 * @param hash of the user's password, or empty; a secret
 */
record SessionLogin(String userId, String backend, String hash) {

  private static final String USER_ID = "_auth_user_id";
  private static final String BACKEND = "_auth_user_backend";
  private static final String HASH = "_auth_user_hash";

  /** Whether a session says that it is somebody's, however well. */
  static boolean isIn(Session session) {
    return session.find(USER_ID).isPresent();
  }

  static Optional<SessionLogin> find(Session session) {
    return find(session.values());
  }

  static Optional<SessionLogin> find(Map<String, @Nullable Object> values) {
    return text(values, USER_ID)
        .flatMap(
            userId ->
                text(values, BACKEND)
                    .map(
                        backend ->
                            new SessionLogin(userId, backend, text(values, HASH).orElse(""))));
  }

  void writeTo(Session session) {
    session.put(USER_ID, userId);
    session.put(BACKEND, backend);
    session.put(HASH, hash);
  }

  /** Whether a session is of the same user with the same password, by whatever backend. */
  boolean isSameUserIn(Session session) {
    var values = session.values();
    return text(values, USER_ID).filter(userId::equals).isPresent()
        && hasHash(text(values, HASH).orElse(""));
  }

  /** Compares in constant time. */
  boolean hasHash(String other) {
    return MessageDigest.isEqual(hash.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** A number counts as the text that Django writes it as. */
  private static Optional<String> text(Map<String, @Nullable Object> values, String name) {
    return Optional.ofNullable(values.get(name))
        .filter(value -> value instanceof String || isWhole(value))
        .map(String::valueOf);
  }

  private static boolean isWhole(Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
  }

  /** Leaves out the hash. */
  @Override
  public String toString() {
    return "SessionLogin[" + userId + " by " + backend + "]";
  }
}
