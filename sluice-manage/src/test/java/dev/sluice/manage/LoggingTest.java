package dev.sluice.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

final class LoggingTest {

  @Test
  void aLineHasTimeLevelSourceAndText() {
    assertThat(logged(LogLevel.INFO))
        .matches(
            "[0-9-]{10} [0-9:.]{12} INFO  access: 127\\.0\\.0\\.1 \"GET /\" 200\n"
                + "[0-9-]{10} [0-9:.]{12} WARN  netty: odd\n");
  }

  @Test
  void foreignLibrariesSayLessThanOurs() {
    assertThat(logged(LogLevel.DEBUG)).contains("why").doesNotContain("frames");
    assertThat(logged(LogLevel.ERROR)).isEmpty();
  }

  private static String logged(LogLevel level) {
    var bytes = new ByteArrayOutputStream();
    var context = new LoggerContext();
    Logging.configure(context, level, bytes);
    context.getLogger("dev.sluice.access").info("127.0.0.1 \"GET /\" 200");
    context.getLogger("dev.sluice.server.Server").debug("why");
    context.getLogger("io.netty").warn("odd");
    context.getLogger("io.netty.handler").debug("frames");
    context.stop();
    return bytes.toString(UTF_8);
  }
}
