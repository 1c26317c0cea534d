package dev.sluice.django;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DjangoTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T07:00:00.123456Z, 2026-11-22 07:00:00.123456",
    "2026-11-22T07:00:00Z, 2026-11-22 07:00:00",
    "2026-11-22T07:00:00.5Z, 2026-11-22 07:00:00.500000",
    "1969-12-31T23:59:59.999999Z, 1969-12-31 23:59:59.999999"
  })
  void timesAreWrittenAndReadBack(Instant time, String text) {
    assertThat(DjangoTime.text(time, UTC)).isEqualTo(text);
    assertThat(DjangoTime.parse(text, UTC)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T07:00:00, 2026-11-22T07:00:00Z",
    "2026-11-22 07:00, 2026-11-22T07:00:00Z",
    "2026-11-22 07:00:00.1, 2026-11-22T07:00:00.1Z",
    "2026-11-22 09:00:00+02:00, 2026-11-22T07:00:00Z",
    "2026-11-22 07:00:00.123456Z, 2026-11-22T07:00:00.123456Z"
  })
  void whatElseDjangoReadsIsRead(String text, Instant time) {
    assertThat(DjangoTime.parse(text, UTC)).isEqualTo(time);
  }

  /** The hour that comes twice is taken for the first one, as Python takes it. */
  @ParameterizedTest
  @CsvSource({
    "2026-07-01T10:00:00.500Z, 2026-07-01 12:00:00.500000",
    "2026-12-01T10:00:00Z, 2026-12-01 11:00:00",
    "2026-10-25T00:30:00Z, 2026-10-25 02:30:00"
  })
  void timesMayBeOfAnotherZone(Instant time, String text) {
    var berlin = ZoneId.of("Europe/Berlin");
    assertThat(DjangoTime.text(time, berlin)).isEqualTo(text);
    assertThat(DjangoTime.parse(text, berlin)).isEqualTo(time);
  }
}
