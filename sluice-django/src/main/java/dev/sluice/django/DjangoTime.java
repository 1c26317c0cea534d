package dev.sluice.django;

import static java.time.temporal.ChronoField.MICRO_OF_SECOND;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A point in time as Django 5.2 keeps it in SQLite: in UTC, or in the zone of a site without {@code
 * USE_TZ}; to the microsecond, without a fraction when it would be zero, such as {@code 2026-11-22
 * 07:00:00.123456}.
 */
final class DjangoTime {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter ANY =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm[:ss]")
          .optionalStart()
          .appendFraction(NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private DjangoTime() {}

  static Instant truncated(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  static String text(Instant instant, ZoneId zone) {
    var time = LocalDateTime.ofInstant(instant, zone);
    return time.format(time.get(MICRO_OF_SECOND) == 0 ? SECONDS : MICROSECONDS);
  }

  static Instant parse(String text, ZoneId zone) {
    var parsed = ANY.parseBest(text.replace('T', ' '), Instant::from, LocalDateTime::from);
    return parsed instanceof LocalDateTime time
        ? truncated(time.atZone(zone).toInstant())
        : truncated(Instant.from(parsed));
  }
}
