package dev.sluice.consumers;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sluice.Application;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** A real server on a free port of this machine, and what is logged while it runs. */
final class Site implements AutoCloseable {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sluice");
  private final Server server;

  Site(Application application) {
    this(application, Duration.ofMinutes(1));
  }

  /** Waits so long for an application whose client has left before it interrupts it. */
  Site(Application application, Duration patience) {
    log.list = new CopyOnWriteArrayList<>(); // others log while it is read
    log.start();
    logger.addAppender(log);
    this.server =
        Server.start(
            application,
            ServerConfig.defaults()
                .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withApplicationCloseTimeout(patience));
  }

  /** Connects and waits for the handshake. */
  Client connect(String... subprotocols) {
    return Client.connect(server.address().getPort(), List.of(subprotocols));
  }

  /** Closes the server, which waits for every application, and returns what was logged as wrong. */
  List<ILoggingEvent> failures() {
    server.close();
    return log.list.stream().filter(it -> it.getLevel().isGreaterOrEqual(Level.ERROR)).toList();
  }

  /** Closes the server in good order. */
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    logger.detachAppender(log);
  }
}
