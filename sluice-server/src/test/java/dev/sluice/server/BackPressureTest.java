package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.DisconnectedException;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.Message;
import dev.sluice.Outbox;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever is faster waits, and nothing is kept in memory without a limit. */
final class BackPressureTest {

  private static final WebSocketCommand.Accept ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());
  private static final int MESSAGE = 64 * 1024;
  private static final int MESSAGES = 1000;

  /** Milliseconds in which whoever is going to read has begun to, or not. */
  static final long A_MOMENT = 2000;

  /** Milliseconds in which whoever reads goes on, on any machine. */
  static final long PATIENCE = 20_000;

  private final AtomicInteger sent = new AtomicInteger();
  private final CompletableFuture<Thread> sender = new CompletableFuture<>();

  private void sendMany(Outbox outbox) {
    sender.complete(Thread.currentThread());
    var bytes = Bytes.copyOf(new byte[MESSAGE]);
    for (var i = 0; i < MESSAGES; i++) {
      outbox.send(new WebSocketCommand.Binary(bytes));
      sent.incrementAndGet();
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void sendWaitsForASlowClient() {
    Application application =
        (_, _, outbox) -> {
          outbox.send(ACCEPT);
          sendMany(outbox);
        };
    try (var server = TestServers.start(application);
        var client = new RawClient(server, 4096)) {
      client.send(RawClient.handshake("/"));
      assertThat(client.response().status()).isEqualTo(101);
      awaitWaiting(sender.join());
      assertThat(sent.get()).isLessThan(MESSAGES / 2);

      for (var i = 0; i < MESSAGES; i++) {
        assertThat(client.frame().payload().size()).isEqualTo(MESSAGE);
      }
      assertThat(client.frame().code()).isEqualTo(1000);
    }
  }

  @Test
  void aClientThatIsTooSlowIsClosedWith1008() throws Exception {
    var thrown = new CompletableFuture<DisconnectedException>();
    var last = new CompletableFuture<Object>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          try {
            sendMany(outbox);
          } catch (DisconnectedException e) {
            thrown.complete(e);
          }
          inbox.receive();
          last.complete(inbox.receive());
        };
    var buffers = Buffers.defaults().withSendTimeout(Duration.ofMillis(100));
    try (var log = LogCapture.of("dev.sluice.server");
        var server = TestServers.start(application, TestServers.config().withBuffers(buffers));
        var client = new RawClient(server, 4096)) {
      client.send(RawClient.handshake("/"));
      assertThat(client.response().status()).isEqualTo(101);

      assertThat(thrown.get(20, TimeUnit.SECONDS)).hasMessageContaining("too slow");
      assertThat(last.get(20, TimeUnit.SECONDS))
          .isEqualTo(new WebSocketEvent.Disconnect(1008, "too slow"));
      var frame = client.frame();
      for (var i = 0; frame.opcode() == 2; i++) {
        assertThat(i).isLessThan(MESSAGES);
        frame = client.frame();
      }
      assertThat(frame.code()).isEqualTo(1008);
      assertThat(frame.reason()).isEqualTo("too slow");
      assertThat(log.rest()).isEmpty();
    }
  }

  @Test
  void aResponseWaitsForASlowClientTooAndThenCutsTheConnection() throws Exception {
    var thrown = new CompletableFuture<DisconnectedException>();
    Application application =
        (_, _, outbox) -> {
          outbox.send(new HttpCommand.Start(200, Headers.none()));
          var bytes = Bytes.copyOf(new byte[MESSAGE]);
          try {
            for (var i = 0; i < MESSAGES; i++) {
              outbox.send(new HttpCommand.Body(bytes, true));
              sent.incrementAndGet();
            }
          } catch (DisconnectedException e) {
            thrown.complete(e);
          }
        };
    var buffers = Buffers.defaults().withSendTimeout(Duration.ofMillis(100));
    try (var server = TestServers.start(application, TestServers.config().withBuffers(buffers));
        var client = new RawClient(server, 4096)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

      assertThat(thrown.get(20, TimeUnit.SECONDS)).hasMessageContaining("too slow");
      assertThat(sent.get()).isLessThan(MESSAGES);
    }
  }

  @Test
  void aFullInboxStopsReadingUntilTheApplicationReceives() throws Exception {
    var mayReceive = new CompletableFuture<Void>();
    var received = new CompletableFuture<Integer>();
    Application application =
        (_, inbox, outbox) -> {
          outbox.send(ACCEPT);
          inbox.receive();
          mayReceive.join();
          var bytes = 0;
          while (inbox.receive() instanceof WebSocketEvent.Binary message) {
            bytes += message.bytes().size();
          }
          received.complete(bytes);
        };
    try (var server = TestServers.start(application);
        var client = SocketChannel.open(server.address())) {
      client.write(ByteBuffer.wrap(RawClient.handshake("/").getBytes(US_ASCII)));
      client.configureBlocking(false);
      var frames = ByteBuffer.allocate(MESSAGES * (MESSAGE + 14) + 8);
      var frame = new Frame(0x82, Bytes.copyOf(new byte[MESSAGE])).masked();
      for (var i = 0; i < MESSAGES; i++) {
        frames.put(frame);
      }
      frames.put(Frame.close(1000).masked()).flip();

      assertThat(writeUntilStuck(client, frames, A_MOMENT)).isTrue();
      assertThat(frames.position()).isLessThan(frames.limit() / 2);

      mayReceive.complete(null);
      assertThat(writeUntilStuck(client, frames, PATIENCE)).isFalse();
      assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(MESSAGES * MESSAGE);
    }
  }

  /** Writes until the other side has taken nothing for so many milliseconds, or everything. */
  static boolean writeUntilStuck(SocketChannel client, ByteBuffer bytes, long patience)
      throws IOException {
    try (var selector = Selector.open()) {
      var key = client.register(selector, SelectionKey.OP_WRITE);
      while (bytes.hasRemaining() && selector.select(patience) > 0) {
        selector.selectedKeys().clear();
        client.write(bytes);
      }
      key.cancel();
      return bytes.hasRemaining();
    }
  }

  @Test
  void channelEventsHaveABudgetOfTheirOwn() throws Exception {
    record Note(int number) implements Message {}
    var done = new CompletableFuture<Integer>();
    Application application =
        (_, inbox, _) -> {
          var taken = 0;
          while (inbox.post(new ChannelEvent(new Note(taken)))) {
            taken++;
          }
          inbox.receive();
          for (var i = 0; i < taken; i++) {
            assertThat(inbox.receive()).isEqualTo(new ChannelEvent(new Note(i)));
          }
          assertThat(inbox.post(new ChannelEvent(new Note(0)))).isTrue();
          done.complete(taken);
        };
    var buffers = Buffers.defaults().withChannelEvents(5).withInboxMessages(1);
    try (var server = TestServers.start(application, TestServers.config().withBuffers(buffers));
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));

      assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo(5);
    }
  }

  @Test
  void manyThreadsMayPostToOneSocket() throws Exception {
    record Note(int thread, int number) implements Message {}
    var done = new CompletableFuture<int[]>();
    var threads = 4;
    var each = 2000;
    Application application =
        (_, inbox, _) -> {
          inbox.receive();
          for (var t = 0; t < threads; t++) {
            var thread = t;
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (var i = 0; i < each; i++) {
                        inbox.post(new ChannelEvent(new Note(thread, i)));
                      }
                    });
          }
          var next = new int[threads];
          for (var i = 0; i < threads * each; i++) {
            var note = (Note) ((ChannelEvent) inbox.receive()).message();
            assertThat(note.number()).isEqualTo(next[note.thread()]++);
          }
          done.complete(next);
        };
    var config =
        TestServers.config().withBuffers(Buffers.defaults().withChannelEvents(threads * each));
    try (var server = TestServers.start(application, config);
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));

      assertThat(done.get(20, TimeUnit.SECONDS)).containsOnly(each);
    }
  }
}
