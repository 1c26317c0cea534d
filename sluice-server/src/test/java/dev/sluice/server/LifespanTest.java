package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.Attributes;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Headers;
import dev.sluice.Inbox;
import dev.sluice.LifespanCommand.Failed;
import dev.sluice.LifespanCommand.Started;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Message;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server asks of its application before the first connection and behind the last. */
final class LifespanTest {

  private static final Attribute<String> GREETING = Attribute.of("greeting", String.class);
  private static final Started STARTED = new Started(Attributes.none().with(GREETING, "hello"));
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  record Note() implements Message {}

  /** Gives the server's life to one and its connections to another. */
  private static Application of(Application lifespan, Application connections) {
    return (scope, inbox, outbox) -> {
      var chosen = scope instanceof LifespanScope ? lifespan : connections;
      chosen.serve(scope, inbox, outbox);
    };
  }

  /** Answers with the state that its scope has. */
  private static void greet(Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    var greeting = scope.find(GREETING).orElse("none");
    if (scope instanceof WebSocketScope) {
      outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
      outbox.send(new WebSocketCommand.Text(greeting));
      return;
    }
    TestServers.answering(greeting).serve(scope, inbox, outbox);
  }

  private static String ask(Server server) {
    try (var client = new RawClient(server)) {
      client.send(GET);
      return client.response().body();
    }
  }

  private static ServerConfig within(Duration startup, Duration shutdown) {
    return TestServers.config().withLifespan(new LifespanLimits(startup, shutdown));
  }

  private static InetSocketAddress freeAddress() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }
  }

  private static boolean listens(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theStateOfTheStartIsInEveryScope() {
    Application lifespan =
        (_, inbox, outbox) -> {
          assertThat(inbox.receive()).isEqualTo(new LifespanEvent.Startup());
          outbox.send(STARTED);
          assertThat(inbox.receive()).isEqualTo(new LifespanEvent.Shutdown());
        };
    try (var server = Server.start(of(lifespan, LifespanTest::greet), TestServers.config());
        var socket = RawClient.openWebSocket(server)) {
      assertThat(socket.frame().text()).isEqualTo("hello");
      assertThat(ask(server)).isEqualTo("hello");
      assertThat(ask(server)).isEqualTo("hello");
    }
  }

  @Test
  void nobodyCanConnectBeforeTheApplicationHasStarted() throws Exception {
    var address = freeAddress();
    var listened = new CompletableFuture<Boolean>();
    Application lifespan =
        (_, inbox, outbox) -> {
          inbox.receive();
          listened.complete(listens(address));
          outbox.send(STARTED);
        };
    var config = TestServers.config().withBind(address);
    try (var server = Server.start(of(lifespan, LifespanTest::greet), config)) {
      assertThat(listened.join()).isFalse();
      assertThat(ask(server)).isEqualTo("hello");
    }
  }

  @Test
  void anApplicationThatCannotStartKeepsTheServerFromListening() throws Exception {
    var address = freeAddress();
    Application lifespan =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(new Failed("no prices for today"));
          throw new IllegalStateException("with a trace");
        };

    assertThatThrownBy(() -> Server.start(lifespan, TestServers.config().withBind(address)))
        .isInstanceOf(StartupException.class)
        .hasMessage("the application does not start: no prices for today");
    assertThat(listens(address)).isFalse();
  }

  static List<Application> withoutLifespan() {
    return List.of(
        (_, _, _) -> {},
        (_, inbox, _) -> inbox.receive(),
        (_, _, _) -> {
          throw new IllegalArgumentException("what is a lifespan?");
        },
        (_, _, outbox) ->
            outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none())),
        (_, inbox, _) -> {
          while (inbox.receive() != null) {
            assertThat(inbox.post(new ChannelEvent(new Note()))).isFalse();
          }
        },
        (_, inbox, _) -> {
          while (inbox.receive(Duration.ofMinutes(5)).isPresent()) {
            assertThat(inbox.post(new ChannelEvent(new Note()))).isFalse();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("withoutLifespan")
  void anApplicationThatWantsNoLifespanIsServedWithout(Application lifespan) throws Exception {
    try (var log = LogCapture.of("dev.sluice.server")) {
      try (var server = Server.start(of(lifespan, LifespanTest::greet), TestServers.config())) {
        assertThat(ask(server)).isEqualTo("none");
      }
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void anApplicationThatSaysNothingInTimeKeepsTheServerFromStarting() throws Exception {
    var interrupted = new CompletableFuture<String>();
    Application lifespan =
        (_, inbox, _) -> {
          try {
            inbox.receive();
            new CountDownLatch(1).await();
          } catch (InterruptedException | CancelledException e) {
            interrupted.complete("yes");
          }
        };
    var config = within(Duration.ofMillis(50), Duration.ofMinutes(1));

    assertThatThrownBy(() -> Server.start(lifespan, config))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("the application has not answered its start within PT0.05S");
    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isEqualTo("yes");
  }

  @Test
  void theEndComesBehindTheLastConnectionsApplication() throws Exception {
    var order = new LinkedBlockingQueue<String>();
    Application lifespan =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(STARTED);
          inbox.receive();
          order.add("lifespan");
          assertThatThrownBy(inbox::receive).isInstanceOf(CancelledException.class);
          order.add("end");
        };
    Application connections =
        (_, inbox, outbox) -> {
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          inbox.receive();
          inbox.receive();
          var late = new CountDownLatch(1);
          assertThat(late.await(100, TimeUnit.MILLISECONDS)).isFalse();
          order.add("connection");
        };
    var brief = TestServers.LIMITS.withCloseTimeout(Duration.ofMillis(50));
    var server = Server.start(of(lifespan, connections), TestServers.config().withWebSocket(brief));
    try (var _ = RawClient.openWebSocket(server)) {
      server.close();
    }

    assertThat(order).containsExactly("connection", "lifespan", "end");
  }

  @Test
  void aFailureAtTheEndIsLoggedAndEndsTheServerAllTheSame() throws Exception {
    Application lifespan =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(STARTED);
          inbox.receive();
          throw new IllegalStateException("cannot say goodbye");
        };
    try (var log = LogCapture.of("dev.sluice.server")) {
      Server.start(of(lifespan, LifespanTest::greet), TestServers.config()).close();

      var line = log.next();
      assertThat(line.getFormattedMessage()).isEqualTo("the application's lifespan failed");
      assertThat(line.getThrowableProxy().getMessage()).isEqualTo("cannot say goodbye");
    }
  }

  @Test
  void anEndThatTakesTooLongIsInterrupted() throws Exception {
    var interrupted = new CompletableFuture<String>();
    Application lifespan =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(STARTED);
          try {
            inbox.receive();
            new CountDownLatch(1).await();
          } catch (InterruptedException | CancelledException e) {
            interrupted.complete("yes");
          }
        };
    try (var log = LogCapture.of("dev.sluice.server")) {
      var config = within(Duration.ofMinutes(1), Duration.ofMillis(50));
      Server.start(of(lifespan, LifespanTest::greet), config).close();

      assertThat(interrupted.get(30, TimeUnit.SECONDS)).isEqualTo("yes");
      assertThat(log.next().getFormattedMessage()).contains("PT0.05S");
    }
  }

  @Test
  void whatHasStartedStopsIfTheServerCannotListen() {
    var stopped = new CompletableFuture<String>();
    Application lifespan =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(STARTED);
          inbox.receive();
          stopped.complete("yes");
        };
    try (var first = TestServers.start(TestServers.echo())) {
      var taken = TestServers.config().withBind(first.address());

      assertThatThrownBy(() -> Server.start(lifespan, taken))
          .isInstanceOf(AddressInUseException.class);
      assertThat(stopped.getNow("no")).isEqualTo("yes");
    }
  }

  @Test
  void aStartIsAnsweredOnce() {
    var refused = new CompletableFuture<String>();
    Application lifespan =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(STARTED);
          assertThatThrownBy(() -> outbox.send(new Failed("after all")))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("the start has been answered (expected: one answer)");
          refused.complete("yes");
        };
    try (var _ = Server.start(of(lifespan, LifespanTest::greet), TestServers.config())) {
      assertThatCode(refused::join).doesNotThrowAnyException();
    }
  }
}
