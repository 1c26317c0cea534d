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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells how long a session lasts: as configured, or as its own value {@code _session_expiry} says,
 * which is where Django 5.2's {@code set_expiry} leaves it: seconds, a date, or 0 for until the
 * browser closes.
 */
record SessionExpiry(SessionConfig config, Clock clock) {

  static final String NAME = "_session_expiry";

  private static final double NANOS = 1e9;

  /** Where Python's dates begin and end. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** More than lies between those. */
  private static final double MOST_SECONDS = 1e12;

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
    var micros = end.truncatedTo(ChronoUnit.MICROS);
    if (!isDate(micros)) {
      throw new IllegalArgumentException(
          "a session is to end at %s (expected: a time from %s to %s, which Python has)"
              .formatted(end, FIRST, LAST));
    }
    var utc = micros.atOffset(ZoneOffset.UTC);
    return (utc.getNano() == 0 ? ISO_SECONDS : ISO_MICROSECONDS).format(utc);
  }

  /** Returns when a session with these values ends in its store. */
  Instant end(Map<String, @Nullable Object> values) {
    return end(values, clock.instant());
  }

  /** Returns how long a session with these values lasts from now, in whole seconds. */
  Duration age(Map<String, @Nullable Object> values) {
    var now = clock.instant();
    return Duration.ofSeconds(Duration.between(now, end(values, now)).toSeconds());
  }

  /** Returns the cookie that tells a client the key of a session with these values. */
  SetCookie cookie(String key, Map<String, @Nullable Object> values) {
    var cookie = config.cookie(key);
    return endsWithBrowser(values) ? cookie : cookie.lasting(age(values), clock);
  }

  boolean endsWithBrowser(Map<String, @Nullable Object> values) {
    var own = values.get(NAME);
    return own == null
        ? config.expireAtBrowserClose()
        : own instanceof Number seconds && seconds.doubleValue() == 0;
  }

  /** What is no time, or leads to one that Python does not have, is as if it were not there. */
  private Instant end(Map<String, @Nullable Object> values, Instant saved) {
    var own =
        switch (values.get(NAME)) {
          case Number seconds -> after(saved, seconds.doubleValue());
          case String date -> instant(date);
          case null, default -> Optional.<Instant>empty();
        };
    return own.filter(SessionExpiry::isDate).orElse(saved.plus(config.age()));
  }

  private static Optional<Instant> after(Instant saved, double seconds) {
    if (seconds == 0 || !(Math.abs(seconds) < MOST_SECONDS)) {
      return Optional.empty();
    }
    var whole = (long) seconds;
    return Optional.of(saved.plusSeconds(whole).plusNanos((long) ((seconds - whole) * NANOS)));
  }

  /** A date without a zone is UTC here; empty for a date that is none. */
  private static Optional<Instant> instant(String date) {
    try {
      var parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              date, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          parsed instanceof LocalDateTime local
              ? local.toInstant(ZoneOffset.UTC)
              : Instant.from(parsed));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isDate(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }
}
