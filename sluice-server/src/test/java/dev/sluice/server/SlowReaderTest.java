package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import dev.sluice.WebSocketCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client may be slow to read what is large, but not stop to read it. */
final class SlowReaderTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MEGABYTE = 1 << 20;
  private static final int PIECE = 4 * MEGABYTE;
  private static final int SIZE = 10 * PIECE;
  private static final Bytes MUCH = Bytes.copyOf(new byte[SIZE]);

  /** Less than a third of the time for a piece, all of which may be in the kernel's buffers. */
  private static final Duration FOR_A_PIECE = Duration.ofSeconds(8);

  /** Of a binary frame of 64 KiB or more (RFC 6455, section 5.2). */
  private static final int FRAME_HEAD = 10;

  /** For tests in which more time passes than any application may take. */
  private static final ServerConfig FOR_ONE =
      TestServers.oftenLooking()
          .withMaxConnections(1)
          .withHttp(
              HttpLimits.defaults()
                  .withHeadTimeout(DAY)
                  .withIdleTimeout(DAY)
                  .withRequestTimeout(DAY));

  private final MovedTime time = new MovedTime();
  private final CountDownLatch answered = new CountDownLatch(1);

  /** Answers at once with one large piece, and has nothing to do with what becomes of it. */
  private final Application large =
      (_, _, outbox) -> {
        outbox.send(new HttpCommand.Start(200, Headers.none()));
        outbox.send(new HttpCommand.Body(MUCH, false));
        answered.countDown();
      };

  @Test
  void whoReadsOnGetsEverythingHoweverLongItTakes() throws Exception {
    try (var server = TestServers.withClock(large, TestServers.oftenLooking(), time);
        var client = ask(server)) {
      readSteadily(client);
    }
  }

  @Test
  void aSenderWaitsForWhoReadsOnHoweverLongItTakes() throws Exception {
    Application streaming =
        (_, _, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.none()));
          outbox.send(new HttpCommand.Body(MUCH, true));
          answered.countDown();
          outbox.send(new HttpCommand.Body(Bytes.utf8("more"), false));
        };
    try (var server = TestServers.withClock(streaming, TestServers.oftenLooking(), time);
        var client = ask(server)) {
      assertThat(client.line()).isEqualTo(Integer.toHexString(SIZE));
      readSteadily(client);
      assertThat(List.of(client.line(), client.line(), client.line()))
          .containsExactly("", "4", "more");
    }
  }

  @Test
  void aWebSocketsSenderWaitsForWhoReadsOnAndItsCloseDoesToo() throws Exception {
    Application talking =
        (_, _, outbox) -> {
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          outbox.send(new WebSocketCommand.Binary(MUCH));
          answered.countDown();
          outbox.send(new WebSocketCommand.Binary(MUCH));
        };
    try (var server = TestServers.withClock(talking, TestServers.oftenLooking(), time);
        var client = new RawClient(server, 64 * 1024)) {
      client.send(RawClient.handshake("/"));
      assertThat(client.response().status()).isEqualTo(101);
      assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
      client.read(FRAME_HEAD);
      readSteadily(client);
      client.read(FRAME_HEAD);
      readSteadily(client);
      assertThat(client.frame().code()).isEqualTo(1000);
    }
  }

  @Test
  void aPingWaitsForWhoReadsALargeMessage() throws Exception {
    Application talking =
        (_, inbox, outbox) -> {
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          outbox.send(new WebSocketCommand.Binary(MUCH));
          answered.countDown();
          inbox.receive();
          inbox.receive();
        };
    try (var server = TestServers.withClock(talking, TestServers.oftenLooking(), time);
        var client = new RawClient(server, 64 * 1024)) {
      client.send(RawClient.handshake("/"));
      assertThat(client.response().status()).isEqualTo(101);
      assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
      readSteadily(client);
    }
  }

  @Test
  void whoDoesNotReadOnIsCutOffAndMakesRoomForAnother() throws Exception {
    try (var server = TestServers.withClock(large, FOR_ONE, time);
        var client = ask(server)) {
      assertThat(client.read(MEGABYTE)).hasSize(MEGABYTE);
      assertThat(statusForAnother(server)).endsWith("503 Service Unavailable");

      passUntilThereIsRoom(server, () -> 0);
    }
  }

  @Test
  void whoReadsAByteNowAndThenIsCutOffToo() throws Exception {
    try (var server = TestServers.withClock(large, FOR_ONE, time);
        var client = ask(server)) {
      passUntilThereIsRoom(server, () -> client.read(1).length());
    }
  }

  @Test
  void whoDoesNotReadUpToTheCloseIsCutOffToo() throws Exception {
    Application closing =
        (scope, inbox, outbox) -> {
          if (scope instanceof HttpScope) {
            large.serve(scope, inbox, outbox);
            return;
          }
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          outbox.send(new WebSocketCommand.Binary(MUCH));
        };
    try (var server = TestServers.withClock(closing, FOR_ONE, time);
        var client = new RawClient(server, 64 * 1024)) {
      client.send(RawClient.handshake("/"));
      assertThat(client.response().status()).isEqualTo(101);
      passUntilThereIsRoom(server, () -> 0);
    }
  }

  /**
   * Lets time pass, and a client do something, until it is gone. Somebody else sees that, since
   * whoever looks whether it is cut off reads on.
   */
  private void passUntilThereIsRoom(Server server, Callable<Integer> client) throws Exception {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!statusForAnother(server).endsWith("200 OK")) {
      var _ = client.call();
      time.move(Duration.ofSeconds(5));
      assertThat(System.nanoTime()).isLessThan(patience);
    }
  }

  /**
   * Reads as much as the application sends at once, in more than all timeouts together. The last
   * pieces may be out already, for which the server does not wait.
   */
  private void readSteadily(RawClient client) throws IOException {
    for (var left = SIZE - PIECE; left >= 0; left -= PIECE) {
      assertThat(client.read(PIECE)).hasSize(PIECE);
      if (left > 2 * PIECE) {
        time.pass(FOR_A_PIECE);
      }
    }
  }

  private static String statusForAnother(Server server) {
    try (var another = new RawClient(server)) {
      another.send(GET);
      return another.line();
    }
  }

  private RawClient ask(Server server) throws Exception {
    var client = new RawClient(server, 64 * 1024);
    client.send(GET);
    assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
    for (var line = client.line(); !line.isEmpty(); line = client.line()) {
      assertThat(line).doesNotStartWith("HTTP/1.1 5");
    }
    return client;
  }
}
