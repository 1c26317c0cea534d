package dev.sluice.examples.irc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.Application;
import dev.sluice.UnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What becomes of a connection whose application, or whose server, ends. */
final class IrcServerTest {

  private static IrcServer start(Application application) throws Exception {
    return IrcServer.start(application, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @Test
  void aServerThatStopsHangsUpAndWaitsForTheEnds() throws Exception {
    var ends = new CopyOnWriteArrayList<String>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(new IrcCommand.Line(IrcMessage.of("HELLO")));
          ends.add(inbox.receive().toString());
        };
    var server = start(application);
    try (var one = new IrcClient(server.address());
        var two = new IrcClient(server.address())) {
      one.expect("HELLO");
      two.expect("HELLO");

      server.close();

      assertThat(ends).containsExactly("Disconnect[]", "Disconnect[]");
      one.expectEnd();
    } finally {
      server.close();
    }
  }

  @Test
  void anOutageIsToldToTheClientAndNoFailure() throws Exception {
    assertThat(endsWith(new UnavailableException("the database is away")))
        .containsExactly("ERROR :Try again later, irc-1", "WARN");
  }

  @Test
  void aFailureTellsNothingButAnId() throws Exception {
    assertThat(endsWith(new IllegalStateException("secret")))
        .containsExactly("ERROR :Internal error irc-1", "ERROR");
  }

  /** Lets an application fail, and returns what its client hears and how it is logged. */
  private static List<String> endsWith(RuntimeException failure) throws Exception {
    var logger = (Logger) LoggerFactory.getLogger(IrcConnection.class);
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.WARN);
    Application application =
        (_, _, _) -> {
          throw failure;
        };
    try {
      var heard = hear(application);
      return List.of(heard, worst(log.list));
    } finally {
      logger.detachAppender(log);
      logger.setLevel(null);
    }
  }

  private static String hear(Application application) throws Exception {
    try (var server = start(application);
        var client = new IrcClient(server.address())) {
      var heard = client.expect("ERROR");
      client.expectEnd();
      return heard;
    }
  }

  private static String worst(List<ILoggingEvent> events) {
    return events.stream()
        .map(ILoggingEvent::getLevel)
        .max(Comparator.comparingInt(Level::toInt))
        .map(Level::toString)
        .orElse("");
  }
}
