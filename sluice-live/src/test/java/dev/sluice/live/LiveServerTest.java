package dev.sluice.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.server.ServerConfig;
import dev.sluice.testing.Login;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The real server, asked by the JDK's own clients. */
final class LiveServerTest {

  private static final ChatSite SITE = ChatSite.inMemory();

  // begin live
  static final Application application = SITE.application();

  @Test
  void anybodyIsAskedToLogIn(@LiveServer LiveAddress live) throws Exception {
    var ann = Logins.of(SITE.stack(), SITE.users()).loginAs("ann");

    assertThat(get(live, "/", ann)).isEqualTo("200 ann");
    assertThat(get(live, "/", new Login("sessionid", "nobodys"))).startsWith("401");
  }

  // end live

  @Test
  void whoAsksDuringAnOutageIsToldToComeBack(@LiveServer LiveAddress live) throws Exception {
    var ann = Logins.of(SITE.stack(), SITE.users()).loginAs("ann");
    // begin outage
    SITE.outage().failOnce(); // around the site's SessionStore; or failUntilMended(), and mend()

    assertThat(get(live, "/", ann)).startsWith("503");
    assertThat(get(live, "/", ann)).isEqualTo("200 ann");
    // end outage
  }

  @LiveServer private static @Nullable LiveAddress shared;
  private @LiveServer @Nullable LiveAddress again;

  @RepeatedTest(2)
  void aStaticApplicationHasOneServerForTheClass(@LiveServer LiveAddress live) {
    assertThat(live).isEqualTo(shared).isEqualTo(again);
    assertThat(live.socket().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
  }

  @Test
  void aSocketIsLoggedInByTheSameCookie(@LiveServer LiveAddress live) throws Exception {
    var ben = Logins.of(SITE.stack(), SITE.users()).loginAs("ben");
    var heard = Heard.nothing();
    try (var client = HttpClient.newHttpClient()) {
      var socket =
          client
              .newWebSocketBuilder()
              .header("Cookie", ben.cookie())
              .header("Origin", live.origin())
              .buildAsync(live.ws("/chat/"), heard)
              .get(30, TimeUnit.SECONDS);
      socket.sendText("{\"text\":\"hi\"}", true).get(30, TimeUnit.SECONDS);

      heard.expect("{\"text\":\"ben: hi\"}");
      socket.abort();
    }
  }

  @Nested
  class Own {

    private final String word = "mine " + System.identityHashCode(this);
    final ServerConfig named = ServerConfig.defaults().withServerName("of its own");

    Application greeting() {
      return View.application(_ -> Response.text(word));
    }

    @RepeatedTest(2)
    void anApplicationOfAnInstanceHasAServerForItsTest(
        @LiveServer("greeting") LiveAddress live, @LiveServer LiveAddress outer) throws Exception {
      assertThat(get(live, "/", new Login("a", "b"))).isEqualTo("200 " + word);
      assertThat(outer).isEqualTo(shared).isNotEqualTo(live);
    }

    @Test
    void theServerIsConfiguredByTheTest(
        @LiveServer(value = "greeting", config = "named") LiveAddress live) throws Exception {
      try (var client = HttpClient.newHttpClient()) {
        var answer =
            client.send(
                HttpRequest.newBuilder(live.http("/?q=1")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Server")).contains("of its own");
      }
    }
  }

  private static String get(LiveAddress live, String target, Login login)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(live.http(target)).header("Cookie", login.cookie());
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
