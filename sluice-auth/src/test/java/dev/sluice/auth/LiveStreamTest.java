package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DisconnectedException;
import dev.sluice.HttpCommand;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.web.Conversation;
import dev.sluice.web.EventStream;
import dev.sluice.web.Exchange;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that outlive their authority end as WebSockets do. */
final class LiveStreamTest {

  private static final long MOST_SECONDS = 20;

  private final LiveSite site = new LiveSite();
  private final String key = site.keyOfLogin("1");
  private final LiveRequests requests = new LiveRequests(site, key);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aLogoutEndsAnEventStreamAtOnce() throws Exception {
    var answer = requests.ask("text/event-stream", EventStream.application(LiveStreamTest::relay));
    assertThat(requests.nextSent()).isInstanceOf(HttpCommand.Start.class);
    requests.post("before");
    requests.awaitPiece("data: before\n\n");

    site.onPage(key, Auth::logout);

    assertThat(LiveRequests.got(answer).text()).isEqualTo("data: before\n\n");
    assertThat(site.connections.size()).isZero();
    assertThat(site.connections.waysToEnd()).isZero();
  }

  @Test
  void aLogoutElsewhereEndsItWithTheNextCheck() throws Exception {
    var answer = requests.ask("text/event-stream", EventStream.application(LiveStreamTest::relay));
    assertThat(requests.nextSent()).isInstanceOf(HttpCommand.Start.class);
    requests.post("before");
    requests.awaitPiece("data: before\n\n");
    site.sessions.delete(key);

    site.revalidation.check();

    assertThat(LiveRequests.got(answer).text()).isEqualTo("data: before\n\n");
  }

  @Test
  void aStreamThatIsBusyCannotSendAnyMore() throws Exception {
    var busy = new CountDownLatch(1);
    var thrown = new CompletableFuture<DisconnectedException>();
    var answer =
        requests.ask(
            "text/event-stream",
            EventStream.application(
                stream -> {
                  stream.open();
                  awaitEnd(busy);
                  try {
                    stream.send("secret");
                  } catch (DisconnectedException e) {
                    thrown.complete(e);
                    throw e;
                  }
                }));
    assertThat(requests.nextSent()).isInstanceOf(HttpCommand.Start.class);
    requests.awaitPiece("");

    site.onPage(key, Auth::logout);
    busy.countDown();

    assertThat(LiveRequests.got(thrown)).hasMessageContaining("the session has ended");
    answer.cancel(true);
  }

  @Test
  void aPollOfSomebodyWhoLogsOutIsRefusedAndTheNextIsNobodys() throws Exception {
    var answer = requests.ask("*/*", Conversation.application(LiveStreamTest::talk));
    requests.awaitLive();

    site.onPage(key, Auth::logout);

    assertThat(LiveRequests.got(answer).status()).isEqualTo(401);
    assertThat(
            LiveRequests.got(requests.ask("*/*", Conversation.application(LiveStreamTest::talk)))
                .status())
        .isEqualTo(401);
  }

  @Test
  void anExpiredTokenEndsAStream() throws Exception {
    var token = site.token("1");
    var doors = site.doors().wrap(requests.watched(EventStream.application(LiveStreamTest::relay)));
    var answer =
        CompletableFuture.supplyAsync(
            () -> HttpCommunicator.to(doors).path("/?token=" + token).exchange(),
            Thread::startVirtualThread);
    assertThat(requests.nextSent()).isInstanceOf(HttpCommand.Start.class);
    requests.awaitPiece("");
    site.grants.remove(token);

    site.revalidation.check();

    assertThat(LiveRequests.got(answer).status()).isEqualTo(200);
  }

  /** A stream whose handler asks for no user is that user's all the same, as a WebSocket is. */
  @Test
  void aStreamThatNeverAsksWhoseItIsEndsToo() throws Exception {
    var answer =
        requests.ask(
            "text/event-stream",
            EventStream.application(stream -> stream.messages().forEach(_ -> {})));
    assertThat(requests.nextSent()).isInstanceOf(HttpCommand.Start.class);
    requests.awaitPiece("");

    site.onPage(key, Auth::logout);

    assertThat(LiveRequests.got(answer).status()).isEqualTo(200);
  }

  @Test
  void aLogoutBetweenTheLookAndTheStreamRefusesIt() throws Exception {
    var answer =
        requests.ask(
            "text/event-stream",
            EventStream.application(
                stream -> {
                  Auth.of(stream.scope()).requireUser();
                  site.onPage(key, Auth::logout);
                  stream.send("secret");
                }));

    assertThat(LiveRequests.got(answer).status()).isEqualTo(401);
    assertThat(LiveRequests.got(answer).text()).doesNotContain("secret");
  }

  @Test
  void aPageThatIsOnItsWayIsNotTouched() throws Exception {
    View slow =
        request -> {
          var user = Auth.of(request.scope()).requireUser();
          site.onPage(key, Auth::logout);
          return Response.text(user.username());
        };

    assertThat(LiveRequests.got(requests.ask("*/*", View.application(slow))).text())
        .isEqualTo("ann");
    assertThat(site.connections.size()).isZero();
  }

  @Test
  void aMessageThatWaitedBehindTheEndIsNotDelivered() throws Exception {
    var busy = new CountDownLatch(1);
    var answer =
        requests.ask(
            "*/*",
            Exchange.application(
                exchange -> {
                  Auth.of(exchange.scope()).requireUser();
                  exchange.receive(Duration.ZERO);
                  awaitEnd(busy);
                  exchange.respond(Response.text(((LiveRequests.Note) exchange.receive()).text()));
                }));
    requests.awaitLive();
    requests.post("secret");
    site.onPage(key, Auth::logout);
    busy.countDown();

    assertThat(LiveRequests.got(answer).status()).isEqualTo(401);
  }

  private static void relay(EventStream stream) {
    Auth.of(stream.scope()).requireUser();
    for (var message : stream.messages()) {
      stream.send(((LiveRequests.Note) message).text());
    }
  }

  private static void talk(Conversation conversation) {
    Auth.of(conversation.scope()).requireUser();
    conversation.accept();
    conversation.forEach(_ -> {});
  }

  private static void awaitEnd(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
  }
}
