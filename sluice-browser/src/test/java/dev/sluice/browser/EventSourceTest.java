package dev.sluice.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.sluice.Application;
import dev.sluice.DenyException;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import dev.sluice.web.Conversation;
import dev.sluice.web.EventStream;
import dev.sluice.web.GzipMiddleware;
import dev.sluice.web.Response;
import dev.sluice.web.ServerSentEvent;
import dev.sluice.web.UrlRouter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A browser's own EventSource understands our event streams, and comes back by itself. */
@ExtendWith(InChromium.class)
final class EventSourceTest {

  private static final String LISTEN =
      """
      path => new Promise(done => {
        const seen = [];
        const source = new EventSource(path);
        const see = event => seen.push(`${event.type} ${event.lastEventId} ${event.data}`);
        source.addEventListener('count', see);
        source.onmessage = see;
        source.onerror = () => {
          if (source.readyState === EventSource.CLOSED) done(seen);
        };
      })
      """;

  private Server server;

  @BeforeEach
  void start() {
    Application site =
        new UrlRouter()
            .view("", _ -> Response.html("<!doctype html><title>events</title>"))
            .path("count/", EventStream.application(EventSourceTest::count))
            .path(
                "gzip/",
                new GzipMiddleware(new SecureRandom())
                    .wrap(EventStream.application(EventSourceTest::count)))
            .path("talk/", Conversation.application(EventSourceTest::talk));
    var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = Server.start(site, ServerConfig.defaults().withBind(free));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Two events for each visit, until the client has seen four; then it may go. */
  private static void count(EventStream stream) {
    var seen = stream.lastEventId().map(id -> Integer.parseInt(id.substring(2))).orElse(0);
    if (seen >= 4) {
      throw new DenyException(403, "that was all");
    }
    stream.retry(Duration.ofMillis(20));
    stream.comment("no page sees this");
    for (var number = seen + 1; number <= seen + 2; number++) {
      var text = "line\ndata: " + number;
      stream.send(ServerSentEvent.of(text).withName("count").withId("\u00e9-" + number));
    }
    stream.send("plain");
  }

  private static void talk(Conversation conversation) {
    conversation.accept();
    conversation.send(ServerSentEvent.of("welcome").withId("1"));
    conversation.forEach(_ -> conversation.send("heard"));
  }

  @Test
  void itReadsEveryFieldAndComesBackBehindWhatItHasSeen(Browser browser) {
    for (var path : List.of("/count/", "/gzip/")) {
      assertThat(run(browser, LISTEN, path))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .containsExactly(
              "count \u00e9-1 line\ndata: 1",
              "count \u00e9-2 line\ndata: 2",
              "message \u00e9-2 plain",
              "count \u00e9-3 line\ndata: 3",
              "count \u00e9-4 line\ndata: 4",
              "message \u00e9-4 plain");
    }
  }

  @Test
  void headTellsWhatItIs(Browser browser) {
    var script = "path => fetch(path, {method: 'HEAD'}).then(it => it.headers.get('Content-Type'))";

    assertThat(run(browser, script, "/count/")).isEqualTo("text/event-stream");
  }

  @Test
  void aConversationIsWhatThePageAsksFor(Browser browser) {
    var events =
        "path => new Promise(done => { const it = new EventSource(path);"
            + " it.onmessage = event => { it.close(); done(event.data); } })";
    var socket =
        "path => new Promise(done => { const seen = []; const it = new WebSocket(path);"
            + " it.onmessage = event => { seen.push(event.data);"
            + " if (seen.length === 2) { it.close(); done(seen.join()); } else it.send('hi') } })";
    var poll = "path => fetch(path).then(it => it.text())";
    var post = "path => fetch(path, {method: 'POST', body: 'hi'}).then(it => it.text())";

    assertThat(run(browser, events, "/talk/")).isEqualTo("welcome");
    assertThat(run(browser, socket, "/talk/")).isEqualTo("welcome,heard");
    assertThat(run(browser, poll, "/talk/")).isEqualTo("[{\"data\":\"welcome\",\"id\":\"1\"}]");
    assertThat(run(browser, post, "/talk/"))
        .isEqualTo("[{\"data\":\"welcome\",\"id\":\"1\"},{\"data\":\"heard\"}]");
  }

  private Object run(Browser browser, String script, String path) {
    var site = URI.create("http://127.0.0.1:%d/".formatted(server.address().getPort()));
    try (var visit = new Visit(browser, site)) {
      return visit.page().evaluate(script, path);
    }
  }
}
