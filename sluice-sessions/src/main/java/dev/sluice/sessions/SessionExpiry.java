package dev.sluice.sessions;

import dev.sluice.web.SetCookie;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how long a session lasts: as configured, or as its own value {@code _session_expiry} says,
 * which is where Django 5.2's {@code set_expiry} leaves it.
 */
record SessionExpiry(SessionConfig config, Clock clock) {

  private static final String NAME = "_session_expiry";

  /** Returns when a session with these values ends in its store. */
  Instant end(Map<String, @Nullable Object> values) {
    var now = clock.instant();
    return now.plus(age(values, now));
  }

  /** Returns the cookie that tells a client the key of a session with these values. */
  SetCookie cookie(String key, Map<String, @Nullable Object> values) {
    var cookie = config.cookie(key);
    return endsWithBrowser(values) ? cookie : cookie.lasting(age(values, clock.instant()), clock);
  }

  private boolean endsWithBrowser(Map<String, @Nullable Object> values) {
    var own = values.get(NAME);
    return own == null ? config.expireAtBrowserClose() : own.equals(0);
  }

  private Duration age(Map<String, @Nullable Object> values, Instant now) {
    return switch (values.get(NAME)) {
      case Integer seconds when seconds != 0 -> Duration.ofSeconds(seconds);
      case String date -> Duration.ofSeconds(Duration.between(now, instant(date, now)).toSeconds());
      case null, default -> config.age();
    };
  }

  /** A date without a zone is UTC here; a date that is none gives the configured age. */
  private Instant instant(String date, Instant now) {
    try {
      var parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              date, OffsetDateTime::from, LocalDateTime::from);
      return parsed instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : Instant.from(parsed);
    } catch (DateTimeException e) {
      return now.plus(config.age());
    }
  }
}
