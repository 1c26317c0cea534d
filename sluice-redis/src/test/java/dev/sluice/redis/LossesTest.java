package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.redis.Losses.Kind;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LossesTest {

  private final Warnings log = Warnings.of(Losses.class);
  private Instant time = Instant.parse("2026-01-01T00:00:00Z");
  private final Losses losses = new Losses(() -> time);

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void theFirstIsToldAtOnceAndAFloodOnceAMinute() {
    losses.add(Kind.FULL, 1, "in the group a");
    for (var times = 0; times < 1000; times++) {
      losses.add(Kind.FULL, 2, "in the group b");
    }
    assertThat(log.lines())
        .containsExactly("messages dropped because there is no room: 1; the last in the group a");

    time = time.plusSeconds(60);
    losses.add(Kind.FULL, 1, "in the group c");

    assertThat(log.lines())
        .last()
        .isEqualTo("messages dropped because there is no room: 2001; the last in the group c");
    assertThat(losses.total()).isEqualTo(2002);
  }

  @Test
  void oneKindDoesNotHideAnother() {
    losses.add(Kind.FULL, 1, "in the group a");
    losses.add(Kind.UNREADABLE, 1, "a message: it is no map");

    assertThat(log.lines())
        .last()
        .isEqualTo(
            "messages dropped because they cannot be read: 1; the last a message: it is no map");
  }
}
