package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How long a request may take, and who is to blame if it takes longer. */
final class RequestTimeoutTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final HttpCommand.Start OK = new HttpCommand.Start(200, Headers.none());

  private static HttpCommand.Body part(String text) {
    return new HttpCommand.Body(Bytes.utf8(text), true);
  }

  private static ServerConfig impatient() {
    return TestServers.config()
        .withHttp(HttpLimits.defaults().withRequestTimeout(Duration.ofMillis(50)));
  }

  @Test
  void anApplicationThatIsTooSlowIsA503AndLearnsIt() throws Exception {
    var told = new CompletableFuture<Event>();
    Application application =
        (_, inbox, outbox) -> {
          inbox.receive();
          told.complete(inbox.receive());
          assertThatThrownBy(() -> outbox.send(OK)).isInstanceOf(DisconnectedException.class);
        };
    try (var server = TestServers.start(application, impatient());
        var client = new RawClient(server)) {
      client.send(GET);

      assertThat(client.response().status()).isEqualTo(503);
      assertThat(told.get(30, TimeUnit.SECONDS)).isEqualTo(new HttpEvent.Disconnect());
    }
  }

  @Test
  void anApplicationHasItsTimeFromTheEndOfTheBody() throws Exception {
    var now = new AtomicLong();
    var seen = new LinkedBlockingQueue<String>();
    Application application =
        (_, inbox, _) -> {
          seen.add("begun");
          while (inbox.receive() instanceof HttpEvent.Body body) {
            seen.add(body.bytes().utf8());
          }
        };
    try (var server = TestServers.withClock(application, TestServers.config(), now::get);
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
      assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("begun");
      for (var piece : List.of("h", "e", "l", "l", "o")) {
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        client.send(piece);
        assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(piece);
      }
      now.addAndGet(Duration.ofSeconds(45).toNanos());
      client.socket().setSoTimeout(200);
      assertThatThrownBy(client::response).hasMessageContaining("timed out");
      client.socket().setSoTimeout(60_000);
      now.addAndGet(Duration.ofSeconds(15).toNanos());

      assertThat(client.response().status()).isEqualTo(503);
    }
  }

  @Test
  void aClientThatHasToWaitForTheApplicationIsNotToBlame() throws Exception {
    var now = new AtomicLong();
    var mayEnd = new CompletableFuture<Void>();
    var size = 64 << 20;
    var config =
        TestServers.config()
            .withHttp(HttpLimits.defaults().withMaxBodyBytes(size))
            .withBuffers(Buffers.defaults().withInboxBytes(1000));
    try (var server = TestServers.withClock((_, _, _) -> mayEnd.join(), config, now::get);
        var client = SocketChannel.open(server.address())) {
      var head = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n";
      client.write(ByteBuffer.wrap(head.getBytes(US_ASCII)));
      client.configureBlocking(false);
      assertThat(
              BackPressureTest.writeUntilStuck(
                  client, ByteBuffer.allocate(size), BackPressureTest.A_MOMENT))
          .isTrue();
      client.configureBlocking(true);
      now.addAndGet(Duration.ofSeconds(61).toNanos());

      client.socket().setSoTimeout(60_000);
      var answer = new byte[12];
      assertThat(client.socket().getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
      assertThat(new String(answer, US_ASCII)).isEqualTo("HTTP/1.1 503");
      mayEnd.complete(null);
    }
  }

  @Test
  void aBodyThatIsTooSlowIsA408() {
    try (var server = TestServers.start(TestServers.echo(), impatient());
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel");

      assertThat(client.response().status()).isEqualTo(408);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void aStreamThatHasBegunIsNotCut() {
    var time = new MovedTime();
    var late = new CompletableFuture<Void>();
    Application application =
        (_, _, outbox) -> {
          outbox.send(OK);
          outbox.send(part("one"));
          late.join();
          outbox.send(part("two"));
        };
    var config = TestServers.oftenLooking();
    try (var server = TestServers.withClock(application, config, time);
        var client = new RawClient(server)) {
      client.send(GET);
      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
      time.pass(config.http().requestTimeout().multipliedBy(2));
      late.complete(null);

      for (var line = client.line(); !line.isEmpty(); line = client.line()) {
        assertThat(line).contains(": ");
      }
      for (var line : List.of("3", "one", "3", "two", "0", "")) {
        assertThat(client.line()).isEqualTo(line);
      }
    }
  }
}
