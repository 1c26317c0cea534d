package dev.sluice.server;

import dev.sluice.Broadcast;
import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Frame;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for one application: those of its client, counted in messages and bytes, and
 * those of channels, counted apart. Many threads may add; one receives.
 *
 * <p>Frames that are ready for the client go to it at once while the receiver waits with nothing
 * before them, and wake nobody. Otherwise they wait among the events, and the receiver sends them
 * in their turn.
 */
final class EventQueue implements Inbox {

  private final Buffers limits;
  private final Runnable onRoom;
  private final Runnable beforeWait;
  private final Direct direct;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private int messages;
  private int bytes;
  private int channelEvents;
  private boolean full;
  private boolean ended;
  private boolean idle; // the receiver waits, and has done everything that came before
  private volatile @Nullable Thread receiver; // null until someone has waited

  /**
   * Makes an empty queue.
   *
   * @param onRoom called by the receiver when the client's events have been too many and are not
   * @param beforeWait called by the receiver before it waits
   */
  EventQueue(Buffers limits, Runnable onRoom, Runnable beforeWait) {
    this(limits, onRoom, beforeWait, Direct.NOWHERE);
  }

  /** Makes an empty queue whose frames go to a client without the receiver. */
  EventQueue(Buffers limits, Runnable onRoom, Runnable beforeWait, Direct direct) {
    this.direct = direct;
    this.limits = limits;
    this.onRoom = onRoom;
    this.beforeWait = beforeWait;
  }

  @Override
  public Event receive() {
    var event = next(false);
    if (event != null) {
      return event;
    }
    beforeWait.run();
    receiver = Thread.currentThread();
    for (event = next(true); event == null; event = next(true)) {
      LockSupport.park(this);
    }
    return event;
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    var event = next(false);
    if (event == null && atMost.isPositive()) {
      beforeWait.run();
      receiver = Thread.currentThread();
      event = await(atMost.toNanos());
    }
    return Optional.ofNullable(event);
  }

  private @Nullable Event await(long nanos) {
    var deadline = System.nanoTime() + nanos;
    var event = next(true);
    for (var left = nanos; event == null && left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      event = next(true);
    }
    return event == null ? next(false) : event;
  }

  /** Returns the next event for the application, having sent the frames before it. */
  private @Nullable Event next(boolean waits) {
    while (true) {
      if (Thread.interrupted()) {
        busy();
        throw new CancelledException();
      }
      var event = poll(waits);
      if (!(event instanceof ChannelEvent(Frame frame)) || !direct.forward(frame)) {
        return event;
      }
    }
  }

  private synchronized void busy() {
    idle = false;
  }

  @Override
  public boolean post(ChannelEvent event) {
    if (!(event.message() instanceof Frame)) {
      return enqueue(event);
    }
    try (var alone = new Broadcast(event)) {
      return post(alone);
    }
  }

  @Override
  public boolean post(Broadcast broadcast) {
    if (broadcast.event().message() instanceof Frame frame) {
      synchronized (this) {
        if (idle && direct.isOpen()) {
          return direct.offer(frame, broadcast);
        }
      }
    }
    return enqueue(broadcast.event());
  }

  private boolean enqueue(ChannelEvent event) {
    synchronized (this) {
      if (ended || channelEvents >= limits.channelEvents()) {
        return false;
      }
      channelEvents++;
      idle = false;
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
      idle = false;
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
      idle = false;
      waiting.add(new Waiting(last, 0));
    }
    LockSupport.unpark(receiver);
  }

  /** Whether more may be read from the client. */
  synchronized boolean hasRoom() {
    return !full;
  }

  private @Nullable Event poll(boolean waits) {
    boolean roomAgain;
    Event event;
    synchronized (this) {
      var first = waiting.poll();
      idle = first == null && waits;
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

  /** Where frames go that are ready for the client. */
  interface Direct {

    /** A connection to which nothing can be sent past its application. */
    Direct NOWHERE = new Nowhere();

    /** Whether the client may get frames. */
    boolean isOpen();

    /** Has a frame written when its broadcast ends, without waiting; false if there is no room. */
    boolean offer(Frame frame, Broadcast broadcast);

    /** Sends a frame in the receiver's place; false if the application should see it. */
    boolean forward(Frame frame);
  }

  private record Nowhere() implements Direct {
    @Override
    public boolean isOpen() {
      return false;
    }

    @Override
    public boolean offer(Frame frame, Broadcast broadcast) {
      return false;
    }

    @Override
    public boolean forward(Frame frame) {
      return false;
    }
  }

  private record Waiting(Event event, int size) {}
}
