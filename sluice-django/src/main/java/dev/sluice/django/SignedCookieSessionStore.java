package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that the clients keep: the values, signed, are the cookie, as in Django 5.2's {@code
 * signed_cookies} engine. Safe for use by many threads.
 *
 * <p>A client can read its values, and nothing can be taken back: a cookie that was copied is good
 * after a logout, until it is as old as {@code SESSION_COOKIE_AGE} or as its own expiry says. Where
 * that matters, choose another engine.
 */
public final class SignedCookieSessionStore implements SessionStore {

  /** What browsers keep at the least, and no more: name and value together (RFC 6265bis, 5.6). */
  static final int LARGEST = 4096;

  private static final String SALT = "django.contrib.sessions.backends.signed_cookies";

  private final SignedSessions sessions;
  private final SessionConfig config;
  private final Clock clock;

  /** Signs with a site's secret key, and reads what Django 3.1 and later sign. */
  public SignedCookieSessionStore(SecretKeys keys, SessionConfig config, Clock clock) {
    this(keys, config, clock, LegacyHashing.REFUSED);
  }

  /** Signs with a site's secret key, and treats what older Djangos sign as told. */
  public SignedCookieSessionStore(
      SecretKeys keys, SessionConfig config, Clock clock, LegacyHashing legacy) {
    this.sessions = new SignedSessions(keys, SALT, clock, legacy);
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Optional<SessionRecord> find(String key) {
    return sessions
        .values(sessions.read(key, config.age()))
        .map(values -> new SessionRecord(key, values, end(values, sessions.signedAt(key))))
        .filter(session -> !session.expires().isBefore(clock.instant()));
  }

  /** The age counts whatever the values say, as in Django; what they say counts if it is less. */
  private Instant end(Map<String, @Nullable Object> values, Instant signed) {
    var own = config.lifetime(values, signed);
    return signed.plus(own.compareTo(config.age()) < 0 ? own : config.age());
  }

  /** Returns true: the client keeps it. */
  @Override
  public boolean insert(SessionRecord session) {
    return true;
  }

  /** Returns true: the client keeps it. */
  @Override
  public boolean update(SessionRecord session) {
    return true;
  }

  /** Does nothing: the client is told to forget it. */
  @Override
  public void delete(String key) {}

  /** Returns 0: the clients forget them. */
  @Override
  public int clearExpired() {
    return 0;
  }

  /**
   * Returns the values, signed at this moment.
   *
   * @throws SessionTooLargeException if browsers would drop the cookie
   */
  @Override
  public String keyOf(SessionRecord session) {
    var key = sessions.write(session.values());
    var size = (config.cookieName() + key).getBytes(UTF_8).length;
    if (size > LARGEST) {
      throw new SessionTooLargeException(size, LARGEST);
    }
    return key;
  }
}
