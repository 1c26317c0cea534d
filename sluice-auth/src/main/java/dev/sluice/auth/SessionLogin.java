package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.sessions.Session;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Optional;

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
    return text(session, USER_ID)
        .flatMap(
            userId ->
                text(session, BACKEND)
                    .map(
                        backend ->
                            new SessionLogin(userId, backend, text(session, HASH).orElse(""))));
  }

  void writeTo(Session session) {
    session.put(USER_ID, userId);
    session.put(BACKEND, backend);
    session.put(HASH, hash);
  }

  /** Whether a session is of the same user with the same password, by whatever backend. */
  boolean isSameUserIn(Session session) {
    return text(session, USER_ID).filter(userId::equals).isPresent()
        && hasHash(text(session, HASH).orElse(""));
  }

  /** Compares in constant time. */
  boolean hasHash(String other) {
    return MessageDigest.isEqual(hash.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** A number counts as the text that Django writes it as. */
  private static Optional<String> text(Session session, String name) {
    return session
        .find(name)
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
