package dev.sluice.manage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/** The log of a site that has no Logback configuration of its own: lines on standard error. */
final class Logging {

  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0}: %msg%n";

  private Logging() {}

  /** Logs from {@code level} up, unless the site brings its own {@code logback.xml}. */
  static void start(LogLevel level) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context) || isConfigured()) {
      return;
    }
    context.reset();
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("standard error");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.toLevel(level.name()));
    context.getLogger("io.netty").setLevel(atLeast(level, Level.INFO));
  }

  /** Foreign libraries say less than ours. */
  private static Level atLeast(LogLevel level, Level least) {
    var wanted = Level.toLevel(level.name());
    return wanted.isGreaterOrEqual(least) ? wanted : least;
  }

  private static boolean isConfigured() {
    return System.getProperty("logback.configurationFile") != null
        || Logging.class.getResource("/logback.xml") != null
        || Logging.class.getResource("/logback-test.xml") != null;
  }
}
