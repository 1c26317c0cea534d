package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ChannelEvent;
import dev.sluice.Inbox;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The applications of a server's connections, in the order in which they have come. None waits here
 * for another, so that one that waits waits for its inbox.
 */
final class Audience {

  private final Queue<Member> all = new ConcurrentLinkedQueue<>();

  /** Adds the application that the calling thread runs. */
  void add(Inbox inbox) {
    all.add(new Member(inbox, Thread.currentThread()));
  }

  /** Waits for the next one. */
  Member next() {
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    var member = all.poll();
    while (member == null) {
      assertThat(System.nanoTime()).as("a member").isLessThan(deadline);
      Thread.onSpinWait();
      member = all.poll();
    }
    return member;
  }

  /** Waits until so many more wait for something. */
  List<Member> awaitIdle(int count) {
    return IntStream.range(0, count).mapToObj(_ -> nextIdle()).toList();
  }

  private Member nextIdle() {
    var member = next();
    while (member.thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return member;
  }

  /** One application. */
  record Member(Inbox inbox, Thread thread) {

    void post(String text) {
      assertThat(inbox.post(new ChannelEvent(dev.sluice.Frame.text(text)))).isTrue();
    }
  }
}
