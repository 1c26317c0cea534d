package dev.sluice.django;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's values as they stand in {@code django_session.session_data} and in the files of the
 * {@code file} engine (Django 3.1 to 5.2): JSON, compressed if that makes it shorter, with the time
 * and a signature; or as before, if so told. Safe for use by many threads.
 */
public final class SessionCodec {

  private static final String SALT = "django.contrib.sessions.SessionStore";

  private final SignedSessions sessions;
  private final LegacySessions older;
  private final LegacyHashing legacy;

  /** Signs with a site's secret key, and reads what Django 3.1 and later sign. */
  public SessionCodec(SecretKeys keys, Clock clock) {
    this(keys, clock, LegacyHashing.REFUSED);
  }

  /** Signs with a site's secret key, and treats what older Djangos sign as told. */
  public SessionCodec(SecretKeys keys, Clock clock, LegacyHashing legacy) {
    this.sessions = new SignedSessions(keys, SALT, clock, legacy);
    this.older = new LegacySessions(keys);
    this.legacy = legacy;
  }

  /**
   * Returns values as text.
   *
   * @throws IllegalArgumentException if they hold something that JSON cannot; see {@link
   *     PythonJson}
   */
  public String encode(Map<String, @Nullable Object> values) {
    return legacy == LegacyHashing.WRITTEN ? older.write(values) : sessions.write(values);
  }

  /**
   * Returns the values in a text; none if it is damaged, signed with another key, or pickled, of
   * which the log tells.
   */
  public Map<String, @Nullable Object> decode(String text) {
    var current = sessions.read(text);
    var isOlder = legacy != LegacyHashing.REFUSED && !(current instanceof Unsigned.Valid<?>);
    return sessions.values(isOlder ? older(text, current) : current).orElseGet(LinkedHashMap::new);
  }

  private Unsigned<@Nullable Object> older(String text, Unsigned<@Nullable Object> otherwise) {
    var read = older.read(text);
    return read instanceof Unsigned.BadSignature<?> ? otherwise : read;
  }
}
