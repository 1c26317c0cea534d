package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.HttpCommand;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Requests to a site with the cookie of one session, which wait for messages or send streams. */
final class LiveRequests {

  /** What they wait for. */
  record Note(String text) implements Message {}

  private static final long MOST_SECONDS = 20;

  private final LiveSite site;
  private final String key;
  private final BlockingQueue<Inbox> inboxes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Command> sent = new LinkedBlockingQueue<>();

  LiveRequests(LiveSite site, String key) {
    this.site = site;
    this.key = key;
  }

  /** Asks for a page with the cookie of a session. */
  CompletableFuture<HttpAnswer> ask(String accept, Application application) {
    var doors = site.doors().wrap(watched(application));
    return CompletableFuture.supplyAsync(
        () ->
            HttpCommunicator.to(doors).cookie("sessionid", key).header("Accept", accept).exchange(),
        Thread::startVirtualThread);
  }

  /** Sends the next request that has come a message. */
  void post(String text) throws InterruptedException {
    var inbox = inboxes.poll(MOST_SECONDS, TimeUnit.SECONDS);
    if (inbox == null) {
      throw new AssertionError("no request came for " + MOST_SECONDS + " s");
    }
    assertThat(inbox.post(new ChannelEvent(new Note(text)))).isTrue();
  }

  /** Waits until a piece of a stream has gone out. */
  void awaitPiece(String text) throws InterruptedException {
    var command = nextSent();
    while (!(command instanceof HttpCommand.Body(var bytes, _) && bytes.utf8().equals(text))) {
      command = nextSent();
    }
  }

  /** Returns what goes out next. */
  Command nextSent() throws InterruptedException {
    var command = sent.poll(MOST_SECONDS, TimeUnit.SECONDS);
    if (command == null) {
      throw new AssertionError("nothing was sent for " + MOST_SECONDS + " s");
    }
    return command;
  }

  /** Waits until a request is live. */
  void awaitLive() {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (site.connections.size() == 0) {
      assertThat(System.nanoTime()).as("no request is live").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** Tells the inbox of each request and what goes out. */
  Application watched(Application inner) {
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

  /** Waits for an answer, or something else that is to come. */
  static <T> T got(CompletableFuture<T> answer) throws Exception {
    return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
  }
}
