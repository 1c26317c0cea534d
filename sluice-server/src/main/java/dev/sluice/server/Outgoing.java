package dev.sluice.server;

import dev.sluice.CancelledException;
import io.netty.channel.Channel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;

/**
 * What one application has written and its event loop has not yet. However much is put here while
 * the loop is busy is written in one task, with one flush. Safe for use by many threads.
 */
final class Outgoing {

  private final Channel channel;
  private final int highWater;
  private final Stall stall;
  private ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final ArrayDeque<Entry> due = new ArrayDeque<>(2); // for the event loop only
  private int bytes;
  private boolean scheduled;
  private boolean abandoned;

  Outgoing(Channel channel, Buffers limits) {
    this.channel = channel;
    this.highWater = limits.outboxBytes();
    this.stall = new Stall(channel, limits.sendTimeout());
  }

  /** What tells the event loop that the client takes too little. */
  Stall stall() {
    return stall;
  }

  /**
   * Waits while too much waits for the client, and not at all if there is none any more. For how
   * long is the event loop's business, which ends whoever takes too little.
   *
   * @throws CancelledException if the thread is interrupted
   */
  synchronized void awaitRoom() {
    while (!hasRoom()) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new CancelledException();
      }
    }
  }

  /** Whether there is a client, and not too much waits for it. */
  synchronized boolean takesMore() {
    return !abandoned && channel.isActive() && bytes < highWater && channel.isWritable();
  }

  private boolean hasRoom() {
    return abandoned || !channel.isActive() || (bytes < highWater && channel.isWritable());
  }

  /** Has a message of so many bytes written behind all others. */
  void put(Object message, int size) {
    enqueue(new Entry(message, size));
  }

  /**
   * Has a message written behind all others when the broadcast that brings it ends, together with
   * those for other connections of the same loop.
   */
  void put(Object message, int size, LoopShare share) {
    if (add(new Entry(message, size))) {
      share.add(this);
    }
  }

  /** Has something done on the event loop behind everything that was put before. */
  void then(Runnable step) {
    enqueue(new Entry(step, 0));
  }

  /** Wakes those who wait for room, because there may be some, or because the client has gone. */
  synchronized void roomChanged() {
    notifyAll();
  }

  /** Lets nobody wait any more, and drops what is put from now on. */
  synchronized void abandon() {
    abandoned = true;
    notifyAll();
  }

  /**
   * Writes everything that was put so far. Only the event loop calls it, be it within a step: then
   * what stands behind that step is written first.
   */
  void drain() {
    due.addAll(take());
    for (var entry = due.poll(); entry != null; entry = due.poll()) {
      if (entry.message instanceof Runnable step) {
        run(step);
      } else {
        stall.write(entry.message);
      }
    }
    channel.flush();
    roomChanged();
  }

  private void run(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      channel.pipeline().fireExceptionCaught(e);
    }
  }

  private void enqueue(Entry entry) {
    if (!add(entry)) {
      return;
    }
    try {
      channel.eventLoop().execute(this::drain);
    } catch (RejectedExecutionException e) {
      discard(); // the server has ended
    }
  }

  /** Adds an entry; true if somebody has to see to it that the loop drains. */
  private synchronized boolean add(Entry entry) {
    if (abandoned && !(entry.message instanceof Runnable)) {
      ReferenceCountUtil.release(entry.message);
      return false;
    }
    entries.add(entry);
    bytes += entry.size;
    var first = !scheduled;
    scheduled = true;
    return first;
  }

  /** Drops everything that was put so far. */
  void discard() {
    take().forEach(left -> ReferenceCountUtil.release(left.message));
  }

  private synchronized ArrayDeque<Entry> take() {
    var taken = entries;
    entries = new ArrayDeque<>(2);
    bytes = 0;
    scheduled = false;
    return taken;
  }

  private record Entry(Object message, int size) {}
}
