package dev.sluice.manage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** The log of a site that has no Logback configuration of its own: lines on standard error. */
final class Logging {

  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";

  private Logging() {}

  /** Logs from {@code level} up, unless the site brings its own {@code logback.xml}. */
  static void start(LogLevel level) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context && !isConfigured()) {
      configure(context, level, System.err);
    }
  }

  /**
   * Logs to a stream from {@code level} up, and never closes it. Foreign libraries say less than
   * ours.
   */
  static void configure(LoggerContext context, LogLevel level, OutputStream stream) {
    context.reset();
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var appender = new OutputStreamAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("standard error");
    appender.setEncoder(encoder);
    appender.setOutputStream(new Unclosed(stream));
    appender.start();
    var wanted = Level.toLevel(level.name());
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(wanted);
    context
        .getLogger("io.netty")
        .setLevel(wanted.isGreaterOrEqual(Level.INFO) ? wanted : Level.INFO);
  }

  private static boolean isConfigured() {
    return System.getProperty("logback.configurationFile") != null
        || Stream.of("/logback.xml", "/logback-test.xml")
            .anyMatch(name -> Logging.class.getResource(name) != null);
  }

  /** A stream that stays open when the log is configured anew. */
  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
