package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.DisconnectedException;
import dev.sluice.HttpCommand;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.web.Conversation;
import dev.sluice.web.EventStream;
import dev.sluice.web.Exchange;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that outlive their authority end as WebSockets do. */
final class LiveStreamTest {

  private record Note(String text) implements Message {}

  private static final long MOST_SECONDS = 20;

  private final LiveSite site = new LiveSite();
  private final String key = site.keyOfLogin("1");
  private final BlockingQueue<Inbox> inboxes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Command> sent = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aLogoutEndsAnEventStreamAtOnce() throws Exception {
    var answer = ask("text/event-stream", EventStream.application(LiveStreamTest::relay));
    assertThat(nextSent()).isInstanceOf(HttpCommand.Start.class);
    post("before");
    awaitPiece("data: before\n\n");

    site.onPage(key, Auth::logout);

    assertThat(got(answer).text()).isEqualTo("data: before\n\n");
    assertThat(site.connections.size()).isZero();
    assertThat(site.connections.waysToEnd()).isZero();
  }

  @Test
  void aLogoutElsewhereEndsItWithTheNextCheck() throws Exception {
    var answer = ask("text/event-stream", EventStream.application(LiveStreamTest::relay));
    assertThat(nextSent()).isInstanceOf(HttpCommand.Start.class);
    post("before");
    awaitPiece("data: before\n\n");
    site.sessions.delete(key);

    site.revalidation.check();

    assertThat(got(answer).text()).isEqualTo("data: before\n\n");
  }

  @Test
  void aStreamThatIsBusyCannotSendAnyMore() throws Exception {
    var busy = new CountDownLatch(1);
    var thrown = new CompletableFuture<DisconnectedException>();
    var answer =
        ask(
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
    assertThat(nextSent()).isInstanceOf(HttpCommand.Start.class);
    awaitPiece("");

    site.onPage(key, Auth::logout);
    busy.countDown();

    assertThat(got(thrown)).hasMessageContaining("the session has ended");
    answer.cancel(true);
  }

  @Test
  void aPollOfSomebodyWhoLogsOutIsRefusedAndTheNextIsNobodys() throws Exception {
    var answer = ask("*/*", Conversation.application(LiveStreamTest::talk));
    awaitLive();

    site.onPage(key, Auth::logout);

    assertThat(got(answer).status()).isEqualTo(401);
    assertThat(got(ask("*/*", Conversation.application(LiveStreamTest::talk))).status())
        .isEqualTo(401);
  }

  @Test
  void anExpiredTokenEndsAStream() throws Exception {
    var token = site.token("1");
    var doors = site.doors().wrap(watched(EventStream.application(LiveStreamTest::relay)));
    var answer =
        CompletableFuture.supplyAsync(
            () -> HttpCommunicator.to(doors).path("/?token=" + token).exchange(),
            Thread::startVirtualThread);
    assertThat(nextSent()).isInstanceOf(HttpCommand.Start.class);
    awaitPiece("");
    site.grants.remove(token);

    site.revalidation.check();

    assertThat(got(answer).status()).isEqualTo(200);
  }

  /** A stream whose handler asks for no user is that user's all the same, as a WebSocket is. */
  @Test
  void aStreamThatNeverAsksWhoseItIsEndsToo() throws Exception {
    var answer =
        ask(
            "text/event-stream",
            EventStream.application(stream -> stream.messages().forEach(_ -> {})));
    assertThat(nextSent()).isInstanceOf(HttpCommand.Start.class);
    awaitPiece("");

    site.onPage(key, Auth::logout);

    assertThat(got(answer).status()).isEqualTo(200);
  }

  @Test
  void aLogoutBetweenTheLookAndTheStreamRefusesIt() throws Exception {
    var answer =
        ask(
            "text/event-stream",
            EventStream.application(
                stream -> {
                  Auth.of(stream.scope()).requireUser();
                  site.onPage(key, Auth::logout);
                  stream.send("secret");
                }));

    assertThat(got(answer).status()).isEqualTo(401);
    assertThat(got(answer).text()).doesNotContain("secret");
  }

  @Test
  void aPageThatIsOnItsWayIsNotTouched() throws Exception {
    View slow =
        request -> {
          var user = Auth.of(request.scope()).requireUser();
          site.onPage(key, Auth::logout);
          return Response.text(user.username());
        };

    assertThat(got(ask("*/*", View.application(slow))).text()).isEqualTo("ann");
    assertThat(site.connections.size()).isZero();
  }

  @Test
  void aMessageThatWaitedBehindTheEndIsNotDelivered() throws Exception {
    var busy = new CountDownLatch(1);
    var answer =
        ask(
            "*/*",
            Exchange.application(
                exchange -> {
                  Auth.of(exchange.scope()).requireUser();
                  exchange.receive(Duration.ZERO);
                  awaitEnd(busy);
                  exchange.respond(Response.text(((Note) exchange.receive()).text()));
                }));
    awaitLive();
    post("secret");
    site.onPage(key, Auth::logout);
    busy.countDown();

    assertThat(got(answer).status()).isEqualTo(401);
  }

  private static void relay(EventStream stream) {
    Auth.of(stream.scope()).requireUser();
    for (var message : stream.messages()) {
      stream.send(((Note) message).text());
    }
  }

  private static void talk(Conversation conversation) {
    Auth.of(conversation.scope()).requireUser();
    conversation.accept();
    conversation.forEach(_ -> {});
  }

  private CompletableFuture<HttpAnswer> ask(String accept, Application application) {
    var doors = site.doors().wrap(watched(application));
    return CompletableFuture.supplyAsync(
        () ->
            HttpCommunicator.to(doors)
                .cookie("sessionid", key)
                .header("Accept", accept)
                .exchange());
  }

  private void post(String text) throws InterruptedException {
    var inbox = inboxes.poll(MOST_SECONDS, TimeUnit.SECONDS);
    if (inbox == null) {
      throw new AssertionError("no request came for " + MOST_SECONDS + " s");
    }
    assertThat(inbox.post(new ChannelEvent(new Note(text)))).isTrue();
  }

  private void awaitPiece(String text) throws InterruptedException {
    var command = nextSent();
    while (!(command instanceof HttpCommand.Body(var bytes, _) && bytes.utf8().equals(text))) {
      command = nextSent();
    }
  }

  private Command nextSent() throws InterruptedException {
    var command = sent.poll(MOST_SECONDS, TimeUnit.SECONDS);
    if (command == null) {
      throw new AssertionError("nothing was sent for " + MOST_SECONDS + " s");
    }
    return command;
  }

  private void awaitLive() {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (site.connections.size() == 0) {
      assertThat(System.nanoTime()).as("no request is live").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static void awaitEnd(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private static <T> T got(CompletableFuture<T> answer) throws Exception {
    return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
  }

  /** Tells the inbox of each request and what goes out. */
  private Application watched(Application inner) {
    return (scope, inbox, outbox) -> {
      inboxes.add(inbox);
      inner.serve(
          scope,
          inbox,
          command -> {
            outbox.send(command);
            sent.add(command);
          });
    };
  }
}
