package dev.sluice.server;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of {@code Date} (RFC 9110, section 5.6.7), made once a second. For many threads. */
final class DateHeader {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private volatile Made made = new Made(Long.MIN_VALUE, "");

  DateHeader(InstantSource clock) {
    this.clock = clock;
  }

  String value() {
    var now = clock.instant();
    var last = made;
    if (last.second == now.getEpochSecond()) {
      return last.text;
    }
    var fresh = new Made(now.getEpochSecond(), FORMAT.format(now));
    made = fresh;
    return fresh.text;
  }

  private record Made(long second, String text) {}
}
