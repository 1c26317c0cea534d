package dev.sluice.redis;

import dev.sluice.CancelledException;
import dev.sluice.UnavailableException;
import io.lettuce.core.ScoredValue;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes all messages to this process's connections out of one host, on one virtual thread, and
 * keeps its memberships there. It ends with the layer only: while the host is away it waits for it,
 * and then joins all groups again.
 */
final class ProcessReader {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessReader.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int MOST_AT_ONCE = 100;

  private final Shard shard;
  private final String key;
  private final Renewal renewal;
  private final Consumer<ScoredValue<byte[]>> messages;
  private final Duration wait;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Line line;
  private final Thread thread;
  private boolean away;

  /**
   * Makes one that does not run.
   *
   * @param messages takes each without waiting and without failing
   */
  ProcessReader(Shard shard, String key, Renewal renewal, Consumer<ScoredValue<byte[]>> messages) {
    this.shard = shard;
    this.key = key;
    this.renewal = renewal;
    this.messages = messages;
    var every = renewal.every();
    this.wait = every.compareTo(LONGEST_WAIT) < 0 ? every : LONGEST_WAIT;
    this.line = shard.line();
    this.thread = Thread.ofVirtual().name("channels at " + shard).unstarted(this::run);
  }

  /** Begins to read; for the first call only. */
  void start() {
    thread.start();
  }

  private void run() {
    try (line) {
      lookUntilClosed();
      line.last().forEach(messages);
    } catch (UnavailableException e) {
      LOG.debug("the last answer has not come: {}", e.getMessage());
    }
  }

  private void lookUntilClosed() {
    try {
      while (isOpen()) {
        look();
      }
    } catch (CancelledException | InterruptedException e) {
      LOG.debug("the reader of {} ends with its layer", shard);
    }
  }

  private void look() throws InterruptedException {
    try {
      renew();
      var some = line.pop(key, wait);
      some.forEach(messages);
      if (!some.isEmpty()) {
        takeRest();
      }
    } catch (UnavailableException e) {
      if (!away) {
        LOG.warn("the channel layer has lost a host and waits for it: {}", e.getMessage());
      }
      away = true;
      var _ = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void renew() {
    if (!away) {
      renewal.ifDue();
      return;
    }
    renewal.again();
    away = false;
    LOG.warn("the channel layer has {} again, and all connections are in their groups", shard);
  }

  private void takeRest() {
    var taken = MOST_AT_ONCE;
    while (taken == MOST_AT_ONCE && isOpen()) {
      var some = line.rest(key, MOST_AT_ONCE);
      some.forEach(messages);
      taken = some.size();
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  /** Takes nothing more; to be followed by {@link #awaitEnd}. */
  void end() {
    closed.countDown();
    thread.interrupt();
  }

  /** Waits until what was on its way is delivered, until a time of the nano clock. */
  void awaitEnd(long deadline) {
    line.end(thread, deadline);
    line.close();
  }
}
