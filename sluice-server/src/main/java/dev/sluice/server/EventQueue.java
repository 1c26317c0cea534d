package dev.sluice.server;

import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one application: those of its client, counted in messages and bytes, and
 * those of channels, counted apart. Many threads may add; one receives.
 */
final class EventQueue implements Inbox {

  private final Buffers limits;
  private final Runnable onRoom;
  private final Runnable beforeWait;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int messages;
  private int bytes;
  private int channelEvents;
  private boolean full;
  private boolean ended;
  private volatile @Nullable Thread receiver; // null until someone has waited

  /**
   * Makes an empty queue.
   *
   * @param onRoom called by the receiver when the client's events have been too many and are not
   * @param beforeWait called by the receiver before it waits
   */
  EventQueue(Buffers limits, Runnable onRoom, Runnable beforeWait) {
    this.limits = limits;
    this.onRoom = onRoom;
    this.beforeWait = beforeWait;
  }

  @Override
  public Event receive() {
    var event = next();
    if (event != null) {
      return event;
    }
    beforeWait.run();
    receiver = Thread.currentThread();
    for (event = next(); event == null; event = next()) {
      LockSupport.park(this);
    }
    return event;
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    var event = next();
    if (event == null && atMost.isPositive()) {
      beforeWait.run();
      receiver = Thread.currentThread();
      event = await(atMost.toNanos());
    }
    return Optional.ofNullable(event);
  }

  private @Nullable Event await(long nanos) {
    var deadline = System.nanoTime() + nanos;
    var event = next();
    for (var left = nanos; event == null && left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      event = next();
    }
    return event;
  }

  private @Nullable Event next() {
    if (Thread.interrupted()) {
      throw new CancelledException();
    }
    return poll();
  }

  @Override
  public boolean post(ChannelEvent event) {
    synchronized (this) {
      if (ended || channelEvents >= limits.channelEvents()) {
        return false;
      }
      channelEvents++;
      waiting.add(new Waiting(event, 0));
    }
    LockSupport.unpark(receiver);
    return true;
  }

  /** Adds what the client did; the caller asks {@link #hasRoom} before it reads more. */
  void add(Event event, int size) {
    synchronized (this) {
      if (ended) {
        return;
      }
      messages++;
      bytes += size;
      full = full || messages >= limits.inboxMessages() || bytes >= limits.inboxBytes();
      waiting.add(new Waiting(event, size));
    }
    LockSupport.unpark(receiver);
  }

  /** Adds the last event. Later ones, and later calls, change nothing. */
  void end(Event last) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.add(new Waiting(last, 0));
    }
    LockSupport.unpark(receiver);
  }

  /** Whether more may be read from the client. */
  synchronized boolean hasRoom() {
    return !full;
  }

  private @Nullable Event poll() {
    boolean roomAgain;
    Event event;
    synchronized (this) {
      var first = waiting.poll();
      if (first == null) {
        return null;
      }
      event = first.event;
      count(first);
      roomAgain = full && isHalfEmpty();
      full = full && !roomAgain;
    }
    if (roomAgain) {
      onRoom.run();
    }
    return event;
  }

  private void count(Waiting gone) {
    if (gone.event instanceof ChannelEvent) {
      channelEvents--;
      return;
    }
    messages = Math.max(0, messages - 1); // the last event was never counted
    bytes -= gone.size;
  }

  private boolean isHalfEmpty() {
    return messages <= limits.inboxMessages() / 2 && bytes <= limits.inboxBytes() / 2;
  }

  private record Waiting(Event event, int size) {}
}
