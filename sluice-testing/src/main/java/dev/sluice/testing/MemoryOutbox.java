package dev.sluice.testing;

import dev.sluice.Command;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/** What an application has sent and its client has not read. Safe for use by many threads. */
final class MemoryOutbox {

  private final Rest rest;
  private final ReentrantLock lock;
  private final int mostUnread;
  private final Optional<Duration> timeout;
  private final Queue<Command> unread = new ArrayDeque<>();
  private boolean gone;
  private boolean dropped;
  private boolean over;

  MemoryOutbox(Rest rest, Conditions conditions) {
    this.rest = rest;
    this.lock = rest.time().lock();
    this.mostUnread = conditions.mostUnread();
    this.timeout = conditions.sendTimeout();
  }

  /** Waits while too much is unread; returns false if that took too long. */
  boolean awaitRoom() {
    lock.lock();
    try {
      var moment = timeout.map(rest.time()::in).orElse(Time.NEVER);
      return rest.await(() -> gone || unread.size() < mostUnread, moment);
    } finally {
      lock.unlock();
    }
  }

  void put(Command command) {
    lock.lock();
    try {
      if (!dropped) {
        unread.add(command);
        rest.time().changed().signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notes that nothing more will come. */
  void finish() {
    lock.lock();
    try {
      over = true;
      rest.end();
    } finally {
      lock.unlock();
    }
  }

  /** Lets the application wait no more for a client that has gone. */
  void leave() {
    lock.lock();
    try {
      gone = true;
      rest.wake();
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is unread, and whatever will come. */
  void discard() {
    lock.lock();
    try {
      gone = true;
      dropped = true;
      unread.clear();
      rest.wake();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next command once there is one; empty if there is none in time, or none to come. */
  Optional<Command> poll(Duration patience) {
    lock.lock();
    try {
      rest.awaitInTest(() -> over || !unread.isEmpty(), patience);
      var next = Optional.ofNullable(unread.poll());
      next.ifPresent(_ -> rest.wake());
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the application rests; returns whether it does. */
  boolean awaitRest(Duration patience) {
    lock.lock();
    try {
      return rest.awaitInTest(rest::isResting, patience);
    } finally {
      lock.unlock();
    }
  }

  Optional<Command> peek() {
    lock.lock();
    try {
      return Optional.ofNullable(unread.peek());
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return unread.size();
    } finally {
      lock.unlock();
    }
  }
}
