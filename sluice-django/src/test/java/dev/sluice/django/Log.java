package dev.sluice.django;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class tells the log, debugging aside, while this is open. */
record Log(Logger logger, ListAppender<ILoggingEvent> appender) implements AutoCloseable {

  static Log of(Class<?> source) {
    return of(source.getName());
  }

  static Log of(String source) {
    var logger = (Logger) LoggerFactory.getLogger(source);
    var appender = new ListAppender<ILoggingEvent>();
    appender.list = new CopyOnWriteArrayList<>(); // others log while it is read
    appender.start();
    logger.addAppender(appender);
    return new Log(logger, appender);
  }

  List<String> messages() {
    return appender.list.stream()
        .filter(it -> it.getLevel().isGreaterOrEqual(Level.INFO))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }
}
