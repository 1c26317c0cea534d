package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.redis.Losses.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LossesTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(Losses.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Instant time = Instant.parse("2026-01-01T00:00:00Z");
  private final Losses losses = new Losses(() -> time);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  @Test
  void theFirstIsToldAtOnceAndAFloodOnceAMinute() {
    losses.add(Kind.FULL, 1, "in the group a");
    for (var times = 0; times < 1000; times++) {
      losses.add(Kind.FULL, 2, "in the group b");
    }
    assertThat(lines())
        .containsExactly("messages dropped because there is no room: 1; the last in the group a");

    time = time.plusSeconds(60);
    losses.add(Kind.FULL, 1, "in the group c");

    assertThat(lines())
        .last()
        .isEqualTo("messages dropped because there is no room: 2001; the last in the group c");
    assertThat(losses.total()).isEqualTo(2002);
  }

  @Test
  void oneKindDoesNotHideAnother() {
    losses.add(Kind.FULL, 1, "in the group a");
    losses.add(Kind.UNREADABLE, 1, "a message: it is no map");

    assertThat(lines())
        .last()
        .isEqualTo(
            "messages dropped because they cannot be read: 1; the last a message: it is no map");
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
