package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.WebSocketCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** A client may be slow to read a large response, but not stop to read it. */
final class SlowReaderTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Duration DAY = Duration.ofDays(1);
  private static final int MEGABYTE = 1 << 20;
  private static final int SIZE = 40 * MEGABYTE;

  /** Two looks without any progress are less than the time for a piece of a response. */
  private static final Duration SOME_TIME = Duration.ofSeconds(12);

  private final MovedTime time = new MovedTime();
  private final CountDownLatch answered = new CountDownLatch(1);

  /** Answers at once with one large piece, and has nothing to do with what becomes of it. */
  private final Application large =
      (_, _, outbox) -> {
        outbox.send(new HttpCommand.Start(200, Headers.none()));
        outbox.send(new HttpCommand.Body(Bytes.copyOf(new byte[SIZE]), false));
        answered.countDown();
      };

  @Test
  void whoReadsOnGetsEverythingHoweverLongItTakes() throws Exception {
    try (var server = TestServers.withClock(large, TestServers.oftenLooking(), time);
        var client = ask(server)) {
      for (var read = 0; read < SIZE; read += 4 * MEGABYTE) {
        assertThat(client.read(4 * MEGABYTE)).hasSize(4 * MEGABYTE);
        time.pass(SOME_TIME);
      }
    }
  }

  @Test
  void aPingWaitsForWhoReadsALargeMessage() throws Exception {
    Application talking =
        (_, inbox, outbox) -> {
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          outbox.send(new WebSocketCommand.Binary(Bytes.copyOf(new byte[SIZE])));
          answered.countDown();
          inbox.receive();
          inbox.receive();
        };
    try (var server = TestServers.withClock(talking, TestServers.oftenLooking(), time);
        var client = new RawClient(server, 64 * 1024)) {
      client.send(RawClient.handshake("/"));
      assertThat(client.response().status()).isEqualTo(101);
      assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
      for (var read = 0; read < SIZE; read += 4 * MEGABYTE) {
        assertThat(client.read(4 * MEGABYTE)).hasSize(4 * MEGABYTE);
        time.pass(SOME_TIME);
      }
    }
  }

  /** Seen by somebody else, since whoever looks whether it is cut off reads on. */
  @Test
  void whoDoesNotReadOnIsCutOffAndMakesRoomForAnother() throws Exception {
    var now = new AtomicLong();
    var step = new AtomicLong();
    LongSupplier onwardsWithEachLook = () -> now.addAndGet(step.get());
    var config =
        TestServers.oftenLooking()
            .withMaxConnections(1)
            .withHttp(HttpLimits.defaults().withHeadTimeout(DAY).withIdleTimeout(DAY));
    try (var server = TestServers.withClock(large, config, onwardsWithEachLook);
        var client = ask(server)) {
      assertThat(client.read(MEGABYTE)).hasSize(MEGABYTE);
      assertThat(statusForAnother(server)).endsWith("503 Service Unavailable");

      step.set(Duration.ofSeconds(5).toNanos());
      var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!statusForAnother(server).endsWith("200 OK")) {
        assertThat(System.nanoTime()).isLessThan(patience);
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
