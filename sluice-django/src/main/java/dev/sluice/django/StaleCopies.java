package dev.sluice.django;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The copies that the cache could not be told to change or to forget, until they are taken away.
 * Over a number of them it is all copies that there are, so that a long outage costs no more memory
 * than a short one. Safe for use by many threads.
 */
final class StaleCopies {

  private static final long NONE = 0;

  private final CachedSessions copies;
  private final int most;
  private final ReentrantLock taking = new ReentrantLock();

  /** When each became stale: what becomes stale again while it is taken away stays here. */
  private final Map<String, Long> keys = new HashMap<>();

  /** When all became stale, if they are. */
  private long all = NONE;

  private long count = NONE;

  StaleCopies(CachedSessions copies, int most) {
    this.copies = copies;
    this.most = most;
  }

  /** Adds one, and returns when that was. */
  synchronized long add(String key) {
    count++;
    if (all == NONE && (keys.size() < most || keys.containsKey(key))) {
      keys.put(key, count);
    } else {
      keys.clear();
      all = count;
    }
    return count;
  }

  synchronized boolean areGone() {
    return all == NONE && keys.isEmpty();
  }

  /** Adds one and takes it away; while the cache is away it stays here. Returns true. */
  boolean takeAway(String key) {
    var since = add(key);
    takeAway(key, since);
    return true;
  }

  private void takeAway(String key, long since) {
    copies.delete(key);
    forget(key, since);
  }

  /** Takes all away, or returns false if there are some, since somebody is still about it. */
  boolean takeAllAway() {
    if (!taking.tryLock()) {
      return false;
    }
    try {
      takeKnownAway();
      return areGone();
    } finally {
      taking.unlock();
    }
  }

  private void takeKnownAway() {
    var since = allSince();
    if (since != NONE) {
      copies.deleteAll();
      forgetAll(since);
    }
    known().forEach(this::takeAway);
  }

  private synchronized long allSince() {
    return all;
  }

  private synchronized Map<String, Long> known() {
    return Map.copyOf(keys);
  }

  private synchronized void forget(String key, long since) {
    keys.remove(key, since);
  }

  private synchronized void forgetAll(long since) {
    if (all == since) {
      all = NONE;
    }
  }
}
