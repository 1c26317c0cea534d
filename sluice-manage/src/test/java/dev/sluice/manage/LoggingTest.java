package dev.sluice.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LoggingTest {

  @Test
  void aLineHasTimeLevelSourceAndText() {
    assertThat(logged(LogLevel.INFO))
        .matches(
            """
            [0-9-]{10} [0-9:.]{12} INFO  access: 127\\.0\\.0\\.1 "GET /" 200
            [0-9-]{10} [0-9:.]{12} WARN  netty: odd
            """);
  }

  @Test
  void foreignLibrariesSayLessThanOurs() {
    assertThat(logged(LogLevel.DEBUG)).contains("why").doesNotContain("frames");
    assertThat(logged(LogLevel.ERROR)).isEmpty();
  }

  @Test
  void theStreamOutlivesAnotherConfiguration() {
    var closed = new AtomicBoolean();
    var stream =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    var context = newContext();

    Logging.configure(context, LogLevel.WARN, stream);
    Logging.configure(context, LogLevel.INFO, stream);
    context.getLogger("dev.sluice.access").info("once");
    context.stop();

    assertThat(closed).isFalse();
    assertThat(stream.toString(UTF_8)).containsOnlyOnce("once");
  }

  private static String logged(LogLevel level) {
    var bytes = new ByteArrayOutputStream();
    var context = newContext();
    Logging.configure(context, level, bytes);
    context.getLogger("dev.sluice.access").info("127.0.0.1 \"GET /\" 200");
    context.getLogger("dev.sluice.server.Server").debug("why");
    context.getLogger("io.netty").warn("odd");
    context.getLogger("io.netty.handler").debug("frames");
    context.stop();
    return bytes.toString(UTF_8);
  }

  private static LoggerContext newContext() {
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    return context;
  }
}
