package dev.sluice.examples.irc;

import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What waits for the application of one client: a few lines, and a hundred messages of others. */
final class IrcInbox implements Inbox {

  private static final int MOST_LINES = 10;
  private static final int MOST_MESSAGES = 100;

  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(MOST_LINES + MOST_MESSAGES);
  private volatile boolean ended;

  @Override
  public Event receive() {
    try {
      return events.take();
    } catch (InterruptedException e) {
      throw new CancelledException();
    }
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    try {
      return Optional.ofNullable(events.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw new CancelledException();
    }
  }

  @Override
  public boolean post(ChannelEvent event) {
    return !ended && events.size() < MOST_MESSAGES && events.offer(event);
  }

  /** Adds what the client did, and waits while there is no room: its socket is not read then. */
  void add(IrcEvent event) throws InterruptedException {
    ended = ended || event instanceof IrcEvent.Disconnect;
    events.put(event);
  }
}
