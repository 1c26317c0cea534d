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
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells how long a session lasts: as configured, or as its own value {@code _session_expiry} says,
 * which is where Django 5.2's {@code set_expiry} leaves it: seconds, a date, or 0 for until the
 * browser closes.
 */
record SessionExpiry(SessionConfig config, Clock clock) {

  static final String NAME = "_session_expiry";

  private static final DateTimeFormatter ISO_MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);
  private static final DateTimeFormatter ISO_SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  /** Returns the value for so many seconds. */
  static int seconds(Duration time) {
    var seconds = time.toSeconds();
    if (seconds < 1 || seconds > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a session is to last %s (expected: 1 to %d seconds; or use expireAtBrowserClose(), or flush())"
              .formatted(time, Integer.MAX_VALUE));
    }
    return (int) seconds;
  }

  /** Returns the value for a date, as Python's {@code isoformat} writes it. */
  static String date(Instant end) {
    var utc = end.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    return (utc.getNano() == 0 ? ISO_SECONDS : ISO_MICROSECONDS).format(utc);
  }

  /** Returns when a session with these values ends in its store. */
  Instant end(Map<String, @Nullable Object> values) {
    var now = clock.instant();
    return now.plus(age(values, now));
  }

  /** Returns how long a session with these values lasts from now. */
  Duration age(Map<String, @Nullable Object> values) {
    return age(values, clock.instant());
  }

  /** Returns the cookie that tells a client the key of a session with these values. */
  SetCookie cookie(String key, Map<String, @Nullable Object> values) {
    var cookie = config.cookie(key);
    return endsWithBrowser(values) ? cookie : cookie.lasting(age(values), clock);
  }

  boolean endsWithBrowser(Map<String, @Nullable Object> values) {
    var own = values.get(NAME);
    return own == null ? config.expireAtBrowserClose() : own.equals(0);
  }

  private Duration age(Map<String, @Nullable Object> values, Instant changed) {
    return switch (values.get(NAME)) {
      case Integer seconds when seconds != 0 -> Duration.ofSeconds(seconds);
      case String date ->
          Duration.ofSeconds(Duration.between(changed, instant(date, changed)).toSeconds());
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
