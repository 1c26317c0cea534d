package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The {@code Date} header. */
final class DateHeaderTest {

  @Test
  void theSampleOfRfc9110AndTheSecondAfter() {
    var now = new AtomicReference<>(Instant.parse("1994-11-06T08:49:37.999Z"));
    var date = new DateHeader(now::get);

    assertThat(date.value()).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    now.set(Instant.parse("1994-11-06T08:49:38Z"));
    assertThat(date.value()).isEqualTo("Sun, 06 Nov 1994 08:49:38 GMT");
  }
}
