package dev.sluice.django;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session's values as they stand in {@code django_session.session_data} (Django 3.1 to 5.2):
 * JSON, compressed if that makes it shorter, with the time and a signature. Safe for use by many
 * threads.
 */
public final class SessionCodec {

  private static final String SALT = "django.contrib.sessions.SessionStore";

  private final TimestampSigner signer;

  /** Signs with a site's secret key. */
  public SessionCodec(SecretKeys keys, Clock clock) {
    this.signer = new TimestampSigner(keys, SALT, clock);
  }

  /**
   * Returns values as text.
   *
   * @throws IllegalArgumentException if they hold something that JSON cannot; see {@link
   *     PythonJson}
   */
  public String encode(Map<String, @Nullable Object> values) {
    return signer.dumpsCompressed(values);
  }

  /** Returns the values in a text; none if it is damaged, or signed with another key. */
  public Map<String, @Nullable Object> decode(String text) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    if (signer.loads(text) instanceof Unsigned.Valid<?> valid
        && valid.value() instanceof Map<?, ?> map) {
      map.forEach((name, value) -> values.put((String) name, value));
    }
    return values;
  }
}
