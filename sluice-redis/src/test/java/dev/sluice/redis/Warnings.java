package dev.sluice.redis;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What a class writes into the log as a warning or an error, until this is closed. */
final class Warnings extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  private Warnings(Logger logger) {
    this.logger = logger;
  }

  static Warnings of(Class<?> type) {
    var logger = (Logger) LoggerFactory.getLogger(type);
    var warnings = new Warnings(logger);
    warnings.start();
    logger.addAppender(warnings);
    return warnings;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      lines.add(event.getFormattedMessage());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
