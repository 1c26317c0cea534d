package dev.sluice.server;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ConnectionScope;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.HttpScope;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Servers on a free port of this machine, and applications for them. */
final class TestServers {

  /** The usual ones, for a machine that is busy with something else. */
  static final WebSocketLimits LIMITS =
      WebSocketLimits.defaults()
          .withHandshakeTimeout(Duration.ofMinutes(1))
          .withCloseTimeout(Duration.ofSeconds(20));

  private TestServers() {}

  static ServerConfig config() {
    return ServerConfig.defaults()
        .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .withDrainDeadline(Duration.ofSeconds(20))
        .withWebSocket(LIMITS);
  }

  /** One whose server looks at its deadlines every few milliseconds. */
  static ServerConfig oftenLooking() {
    return config().withDrainDeadline(Duration.ofMillis(40));
  }

  static Server start(Application application) {
    return start(application, config());
  }

  static Server start(Application application, Transport transport) {
    return start(application, config(), Environment.real().with(transport));
  }

  static Server start(Application application, ServerConfig config) {
    return start(application, config, Environment.real());
  }

  static Server start(Application application, ServerConfig config, Environment environment) {
    return Server.start(forConnections(application), config, environment);
  }

  /** Starts one that goes by a clock of the test's own, beside the machine's. */
  static Server withClock(Application application, ServerConfig config, LongSupplier nanos) {
    var real = Environment.real();
    var environment =
        new Environment(
            real.transport(),
            1,
            real.clock(),
            () -> System.nanoTime() + nanos.getAsLong(),
            real.random(),
            real.threads());
    return start(application, config, environment);
  }

  /** Keeps the server's own life from an application that takes everything for a connection. */
  private static Application forConnections(Application application) {
    return (scope, inbox, outbox) -> {
      if (scope instanceof ConnectionScope) {
        application.serve(scope, inbox, outbox);
      }
    };
  }

  static URI uri(Server server, String scheme, String path) {
    return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, server.address().getPort(), path));
  }

  /** Accepts and sends every message back; answers requests with method, path and body. */
  static Application echo() {
    return (scope, inbox, outbox) -> {
      if (scope instanceof HttpScope http) {
        var body = Bytes.empty();
        while (inbox.receive() instanceof HttpEvent.Body part) {
          body = Bytes.join(java.util.List.of(body, part.bytes()));
          if (!part.more()) {
            break;
          }
        }
        var text = "%s %s %s".formatted(http.method(), http.path(), body.utf8());
        outbox.send(new HttpCommand.Start(200, Headers.of("Content-Type", "text/plain")));
        outbox.send(new HttpCommand.Body(Bytes.utf8(text), false));
        return;
      }
      var open = true;
      while (open) {
        open =
            switch (inbox.receive()) {
              case WebSocketEvent.Connect _ -> {
                outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
                yield true;
              }
              case WebSocketEvent.Text(var text) -> {
                outbox.send(new WebSocketCommand.Text(text));
                yield true;
              }
              case WebSocketEvent.Binary(var bytes) -> {
                outbox.send(new WebSocketCommand.Binary(bytes));
                yield true;
              }
              default -> false;
            };
      }
    };
  }

  /** Answers every request with 200 and a text. */
  static Application answering(String text) {
    return (_, _, outbox) -> {
      outbox.send(new HttpCommand.Start(200, Headers.of("Content-Type", "text/plain")));
      outbox.send(new HttpCommand.Body(Bytes.utf8(text), false));
    };
  }
}
