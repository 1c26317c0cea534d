package dev.sluice.live;

import dev.sluice.Application;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A server and what is known about the lifespan of its application. */
record RunningServer(Server server, LifespanWatch watch) implements AutoCloseable {

  static RunningServer start(Application application, ServerConfig config) {
    var anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var watch = new LifespanWatch();
    return new RunningServer(
        Server.start(watch.wrap(application), config.withBind(anyPort)), watch);
  }

  LiveAddress address() {
    return new LiveAddress(server.address());
  }

  /** Closes the server in good order, and fails if its application's lifespan has failed. */
  @Override
  public void close() {
    server.close();
    watch.requireNoFailure();
  }
}
