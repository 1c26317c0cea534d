package dev.sluice.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A point in time as header fields have it, to the second (RFC 9110, section 5.6.7). */
final class HttpDate {

  private static final DateTimeFormatter USUAL =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.US);
  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US);
  private static final List<DateTimeFormatter> FORMS = List.of(USUAL, RFC_850, ASCTIME);

  private HttpDate() {}

  static String format(Instant instant) {
    return USUAL.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** Reads any of the three forms; empty if it is none. */
  static Optional<Instant> parse(String text) {
    return FORMS.stream().flatMap(form -> parse(form, text).stream()).findFirst();
  }

  private static Optional<Instant> parse(DateTimeFormatter form, String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
