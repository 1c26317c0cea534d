package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.web.EventStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Server-sent events over real sockets. */
final class EventStreamTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private record Note(String text) implements Message {}

  private final BlockingQueue<Inbox> inboxes = new LinkedBlockingQueue<>();

  @Test
  void aMessageIsAnEventAndTheConnectionStaysBehindTheStream() throws Exception {
    EventStream.Handler once =
        stream -> {
          stream.retry(Duration.ofSeconds(2));
          stream.send(((Note) stream.messages().iterator().next()).text());
        };
    try (var server = TestServers.start(watched(EventStream.application(once)));
        var client = new RawClient(server)) {
      for (var text : new String[] {"one", "two"}) {
        client.send(GET);
        inboxes.take().post(new ChannelEvent(new Note(text)));
        var answer = client.response();

        assertThat(answer.headers())
            .containsEntry("Content-Type", "text/event-stream")
            .containsEntry("Cache-Control", "no-store");
        assertThat(answer.body()).isEqualTo("retry: 2000\n\ndata: " + text + "\n\n");
      }
    }
  }

  @Test
  void aSilentStreamShowsThatItLivesAndOutlivesTheTimeForAnAnswer() throws Exception {
    var time = new MovedTime();
    var config = TestServers.oftenLooking();
    var application = EventStream.application(EventStreamTest::relay, Duration.ofMillis(30));
    try (var server = TestServers.withClock(watched(application), config, time);
        var client = new RawClient(server)) {
      client.send(GET);
      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
      time.pass(config.http().requestTimeout().multipliedBy(2));
      var comments = 0;
      while (comments < 10) {
        comments += client.line().equals(":") ? 1 : 0;
      }

      inboxes.take().post(new ChannelEvent(new Note("hello")));

      var line = client.line();
      while (!line.startsWith("data")) {
        line = client.line();
      }
      assertThat(line).isEqualTo("data: hello");
    }
  }

  @Test
  void aStreamIsOpenBeforeThereIsAnythingToSay() {
    try (var server = TestServers.start(EventStream.application(EventStreamTest::relay));
        var client = new RawClient(server)) {
      client.send(GET);

      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aClientThatLeavesEndsTheMessages() throws Exception {
    var ended = new CompletableFuture<String>();
    EventStream.Handler handler =
        stream -> {
          relay(stream);
          ended.complete("yes");
        };
    try (var server = TestServers.start(EventStream.application(handler));
        var client = new RawClient(server)) {
      client.send(GET);
      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");

      client.socket().close();

      assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo("yes");
    }
  }

  @Test
  void aServerThatStopsEndsTheStreamWithItsLastChunk() throws Exception {
    var server = TestServers.start(watched(EventStream.application(EventStreamTest::relay)));
    try (var client = new RawClient(server)) {
      client.send(GET);
      inboxes.take().post(new ChannelEvent(new Note("last")));
      var closing = Thread.ofVirtual().start(server::close);

      assertThat(client.response().body()).endsWith("data: last\n\n");
      assertThat(client.isAtEnd()).isTrue();
      client.reset();
      closing.join();
    }
  }

  @Test
  void headIsAnsweredAtOnceAndTheConnectionStays() {
    try (var server = TestServers.start(EventStream.application(EventStreamTest::relay));
        var client = new RawClient(server)) {
      for (var i = 0; i < 2; i++) {
        client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(client.response(true).headers())
            .containsEntry("Content-Type", "text/event-stream");
      }
    }
  }

  private static void relay(EventStream stream) {
    for (var message : stream.messages()) {
      stream.send(((Note) message).text());
    }
  }

  /** Tells the inbox of each request. */
  private Application watched(Application inner) {
    return (scope, inbox, outbox) -> {
      inboxes.add(inbox);
      inner.serve(scope, inbox, outbox);
    };
  }
}
