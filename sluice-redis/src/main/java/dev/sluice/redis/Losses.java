package dev.sluice.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the messages that nobody gets, and tells of them in the log: of the first of a kind at
 * once, of more once a minute, so that a flood of them is none in the log. Safe for use by many
 * threads.
 */
final class Losses {

  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<Kind, Instant> quiet = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> untold = new EnumMap<>(Kind.class);
  private long total;

  Losses(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts some.
   *
   * @param last why, of the last of them, without what was in it
   */
  synchronized void add(Kind kind, int messages, String last) {
    total += messages;
    var count = untold.merge(kind, (long) messages, Long::sum);
    var now = clock.instant();
    if (now.isBefore(quiet.getOrDefault(kind, Instant.MIN))) {
      return;
    }
    LOG.warn("messages dropped because {}: {}; the last {}", kind.words, count, last);
    quiet.put(kind, now.plus(BETWEEN));
    untold.remove(kind);
  }

  synchronized long total() {
    return total;
  }

  /** Why nobody gets a message. */
  enum Kind {
    UNREADABLE("they cannot be read"),
    FULL("there is no room"),
    FAILED("a connection failed to take them");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }
}
