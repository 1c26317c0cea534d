package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.DisconnectedException;
import dev.sluice.Headers;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.web.Exchange;
import dev.sluice.web.Response;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Requests and responses in pieces, over real sockets. */
final class ExchangeTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int MEGABYTE = 1 << 20;

  private record Note(String text) implements Message {}

  private final BlockingQueue<Inbox> inboxes = new LinkedBlockingQueue<>();
  private final CompletableFuture<DisconnectedException> thrown = new CompletableFuture<>();

  @Test
  void anUploadIsNotReadWhileItsHandlerDoesNotRead() throws Exception {
    var mayRead = new CompletableFuture<Void>();
    var read = new CompletableFuture<Integer>();
    var application =
        Exchange.application(
            exchange -> {
              mayRead.join();
              var bytes = 0;
              for (var piece = exchange.read(); piece.isPresent(); piece = exchange.read()) {
                bytes += piece.get().size();
              }
              read.complete(bytes);
              exchange.respond(Response.status(204));
            });
    var size = 64 * MEGABYTE;
    var limits = HttpLimits.defaults().withMaxBodyBytes(size);
    try (var server = TestServers.start(application, TestServers.config().withHttp(limits));
        var client = SocketChannel.open(server.address())) {
      var head = "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n";
      client.write(ByteBuffer.wrap(head.getBytes(US_ASCII)));
      client.configureBlocking(false);
      var body = ByteBuffer.allocate(size);

      assertThat(BackPressureTest.writeUntilStuck(client, body, BackPressureTest.A_MOMENT))
          .isTrue();
      assertThat(body.position()).isLessThan(size / 2);

      mayRead.complete(null);
      assertThat(BackPressureTest.writeUntilStuck(client, body, BackPressureTest.PATIENCE))
          .isFalse();
      assertThat(read.get(20, TimeUnit.SECONDS)).isEqualTo(size);
    }
  }

  @Test
  void aClientThatLeavesInTheMiddleOfAStreamIsNoticedByTheWriter() throws Exception {
    try (var server = TestServers.start(streaming(exchange -> exchange.write("tick\n")));
        var client = new RawClient(server)) {
      client.send(GET);
      assertThat(client.read(40)).startsWith("HTTP/1.1 200");

      client.socket().close();

      assertThat(thrown.get(20, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void aClientThatLeavesWakesWhoeverWaitsForAMessage() throws Exception {
    try (var server = TestServers.start(streaming(Exchange::receive));
        var client = new RawClient(server)) {
      client.send(GET);
      inboxes.take();

      client.socket().close();

      assertThat(thrown.get(20, TimeUnit.SECONDS)).hasMessageContaining("left");
    }
  }

  /** Streams until the client leaves. */
  private Application streaming(Consumer<Exchange> step) {
    return watched(
        Exchange.application(
            exchange -> {
              exchange.start(200, Headers.none());
              try {
                while (true) {
                  step.accept(exchange);
                }
              } catch (DisconnectedException e) {
                thrown.complete(e);
              }
            }));
  }

  @Test
  void aLongPollIsAnsweredByAMessageOrAfterATimeAndItsConnectionStays() throws Exception {
    try (var server = TestServers.start(watched(poll(Duration.ofMillis(50))));
        var client = new RawClient(server)) {
      client.send(GET);
      assertThat(client.response().status()).isEqualTo(204);
      inboxes.take();

      client.send(GET);
      inboxes.take().post(new ChannelEvent(new Note("late")));
      var answer = client.response();

      assertThat(answer.status() + answer.body()).isIn("204", "200late");
    }
    try (var server = TestServers.start(watched(poll(Duration.ofHours(1))));
        var client = new RawClient(server)) {
      for (var text : new String[] {"one", "two"}) {
        client.send(GET);
        assertThat(inboxes.take().post(new ChannelEvent(new Note(text)))).isTrue();
        assertThat(client.response().body()).isEqualTo(text);
      }
    }
  }

  @Test
  void aMessageThatComesDuringAnUploadIsReadBehindIt() throws Exception {
    var application =
        Exchange.application(
            exchange -> {
              var body = exchange.body();
              var note = (Note) exchange.receive();
              exchange.respond(Response.text(body.utf8() + " " + note.text()));
            });
    try (var server = TestServers.start(watched(application));
        var client = new RawClient(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
      inboxes.take().post(new ChannelEvent(new Note("note")));
      client.send("cd");

      assertThat(client.response().body()).isEqualTo("abcd note");
    }
  }

  @Test
  void aServerThatStopsAnswersALongPoll() throws Exception {
    var server = TestServers.start(watched(poll(Duration.ofHours(1))));
    try (var client = new RawClient(server)) {
      client.send(GET);
      inboxes.take();
      var closing = Thread.ofVirtual().start(server::close);

      assertThat(client.response().status()).isEqualTo(503);
      assertThat(client.isAtEnd()).isTrue();
      client.reset();
      closing.join();
    }
  }

  @Test
  void headLeavesOutWhatAStreamWrites() {
    var application =
        Exchange.application(
            exchange -> {
              exchange.start(200, Headers.of("ETag", "\"a\""));
              exchange.write(Bytes.utf8("never"));
            });
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + GET);

      assertThat(client.response(true).headers()).containsEntry("ETag", "\"a\"");
      assertThat(client.response().body()).isEqualTo("never");
    }
  }

  private static Application poll(Duration atMost) {
    return Exchange.application(
        exchange ->
            exchange.respond(
                exchange
                    .receive(atMost)
                    .map(message -> Response.text(((Note) message).text()))
                    .orElse(Response.status(204))));
  }

  /** Tells the inbox of each request. */
  private Application watched(Application inner) {
    return (scope, inbox, outbox) -> {
      inboxes.add(inbox);
      inner.serve(scope, inbox, outbox);
    };
  }
}
