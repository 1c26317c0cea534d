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

  private static final ServerConfig OFTEN_LOOKING =
      TestServers.config().withDrainDeadline(Duration.ofMillis(40));

  private final AtomicLong now = new AtomicLong();
  private final AtomicLong looks = new AtomicLong();
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
    try (var server = TestServers.withClock(large, OFTEN_LOOKING, this::look);
        var client = ask(server)) {
      for (var read = 0; read < SIZE; read += 4 * MEGABYTE) {
        assertThat(client.read(4 * MEGABYTE)).hasSize(4 * MEGABYTE);
        pass(Duration.ofSeconds(20));
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
    try (var server = TestServers.withClock(talking, OFTEN_LOOKING, this::look);
        var client = new RawClient(server, 64 * 1024)) {
      client.send(RawClient.handshake("/"));
      assertThat(client.response().status()).isEqualTo(101);
      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      for (var read = 0; read < SIZE; read += 4 * MEGABYTE) {
        assertThat(client.read(4 * MEGABYTE)).hasSize(4 * MEGABYTE);
        pass(Duration.ofSeconds(15));
      }
    }
  }

  /** Seen by somebody else, since whoever looks whether it is cut off reads on. */
  @Test
  void whoDoesNotReadOnIsCutOffAndMakesRoomForAnother() throws Exception {
    var step = new AtomicLong();
    LongSupplier onwardsWithEachLook = () -> now.addAndGet(step.get());
    var config =
        OFTEN_LOOKING
            .withMaxConnections(1)
            .withHttp(HttpLimits.defaults().withHeadTimeout(DAY).withIdleTimeout(DAY));
    try (var server = TestServers.withClock(large, config, onwardsWithEachLook);
        var client = ask(server)) {
      assertThat(client.read(MEGABYTE)).hasSize(MEGABYTE);
      assertThat(statusForAnother(server)).endsWith("503 Service Unavailable");

      step.set(Duration.ofSeconds(5).toNanos());
      var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!statusForAnother(server).endsWith("200 OK")) {
        assertThat(System.nanoTime()).isLessThan(patience);
      }
    }
  }

  private long look() {
    looks.incrementAndGet();
    return now.get();
  }

  /** Lets time pass, and the server look at its deadlines. */
  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
    var enough = looks.get() + 3;
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (looks.get() < enough) {
      assertThat(System.nanoTime()).isLessThan(patience);
      Thread.onSpinWait();
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
    assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
    for (var line = client.line(); !line.isEmpty(); line = client.line()) {
      assertThat(line).doesNotStartWith("HTTP/1.1 5");
    }
    return client;
  }
}
