package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.LiveRequests.Note;
import dev.sluice.web.EventStream;
import dev.sluice.web.Exchange;
import dev.sluice.web.Response;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that log in and then go on for long. Their response would save the session, too late for
 * whoever asks the store for it meanwhile.
 */
final class LoginWhileLiveTest {

  private final LiveSite site = new LiveSite();
  private final String key = site.keyOfLogin("1");
  private final LiveRequests requests = new LiveRequests(site, key);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void whoLogsInAndThenWaitsIsLeftIn() throws Exception {
    var answer = requests.ask("*/*", Exchange.application(this::logInAndWait));
    requests.awaitLive();
    site.revalidation.check();
    requests.post("welcome");

    assertThat(LiveRequests.got(answer).text()).isEqualTo("welcome");
    var renewed = Site.key(LiveRequests.got(answer)).orElseThrow();
    assertThat(renewed).isNotEqualTo(key);
    assertThat(site.sessions.find(renewed)).isPresent();
    assertThat(site.sessions.find(key)).isEmpty();
  }

  /** The handler itself has everybody asked for, just after its login. */
  @Test
  void whoWaitsFirstAndThenLogsInIsLeftIn() throws Exception {
    var answer =
        requests.ask(
            "*/*",
            Exchange.application(
                exchange -> {
                  var welcome = (Note) exchange.receive();
                  Auth.login(exchange.scope(), site.authenticated("2"));
                  site.revalidation.check();
                  assertThat(exchange.receive(Duration.ZERO)).isEmpty();
                  exchange.respond(Response.text(welcome.text()));
                }));
    requests.awaitLive();
    requests.post("welcome");

    assertThat(LiveRequests.got(answer).text()).isEqualTo("welcome");
  }

  @Test
  void whoLogsInAndThenWaitsIsEndedAsAnybody() throws Exception {
    var answer = requests.ask("*/*", Exchange.application(this::logInAndWait));
    requests.awaitLive();
    site.people.remove("2");
    site.revalidation.check();

    assertThat(LiveRequests.got(answer).status()).isEqualTo(401);
  }

  /** A login as somebody else gives the session a key only when it is saved. */
  @Test
  void whoLogsInAsSomebodyElseAndThenStreamsIsLeftIn() throws Exception {
    var answer =
        requests.ask(
            "text/event-stream",
            EventStream.application(
                stream -> {
                  Auth.login(stream.scope(), site.authenticated("2"));
                  stream.open();
                  stream.send(((Note) stream.messages().iterator().next()).text());
                }));
    requests.awaitLive();
    site.revalidation.check();
    requests.post("welcome");

    assertThat(LiveRequests.got(answer).text()).isEqualTo("data: welcome\n\n");
  }

  private void logInAndWait(Exchange exchange) throws Exception {
    Auth.login(exchange.scope(), site.authenticated("2"));
    exchange.respond(Response.text(((Note) exchange.receive()).text()));
  }
}
