package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class StampsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.25Z");

  private Instant time = NOW;
  private final Stamps stamps = new Stamps(() -> time, new Random(1));

  @Test
  void aScoreIsTheTimeInSecondsAndReadAsSuch() {
    assertThat(stamps.score()).isEqualTo(1_767_225_600.25);
    assertThat(Stamps.time(1_767_225_600.25)).isEqualTo(NOW);
    assertThat(Stamps.time(Stamps.score(NOW.plusNanos(1_000_000))))
        .isBetween(NOW.plusNanos(999_000), NOW.plusNanos(1_001_000));
  }

  @Test
  void aScoreThatIsNoTimeIsReadAsOne() {
    assertThat(Stamps.time(Double.NEGATIVE_INFINITY)).isEqualTo(Instant.EPOCH);
    assertThat(Stamps.time(Double.POSITIVE_INFINITY))
        .isAfter(Instant.parse("9999-12-31T00:00:00Z"));
    assertThat(Stamps.time(Double.NaN)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void aClockThatIsSetBackALittleTurnsNoOrderRound() {
    var first = stamps.score();
    time = NOW.minusSeconds(9);

    assertThat(stamps.score()).isEqualTo(first);

    time = NOW.minusSeconds(3600);
    assertThat(stamps.score()).isEqualTo(first - 3600);
  }

  @Test
  void whatIsInFrontOfMessagesGoesUpAndIsNeverTheSame() {
    var seen = new HashSet<Bytes>();
    var last = -1L;
    for (var times = 0; times < 10_000; times++) {
      var prefix = stamps.prefix();
      var count = ByteBuffer.wrap(prefix).getLong() >>> 16;
      assertThat(prefix).hasSize(12);
      assertThat(count).isEqualTo(last + 1);
      assertThat(seen.add(Bytes.copyOf(ByteBuffer.wrap(prefix, 6, 6)))).isTrue();
      last = count;
    }
  }
}
