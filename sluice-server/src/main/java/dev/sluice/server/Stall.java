package dev.sluice.server;

import io.netty.channel.Channel;
import java.time.Duration;

/**
 * Notices that a client takes too little of what is written to it: not even {@link #LEAST} bytes,
 * or all that waited if that was less, within its time. So whoever reads on is never cut, however
 * much there is to read, and nobody lasts by reading a byte now and then. For the event loop.
 */
final class Stall {

  /** How many bytes a client has to take each time. */
  static final int LEAST = 32 * 1024;

  private final Channel channel;
  private final long patience;
  private long written; // to the channel so far, by which what was taken is known
  private long waiting; // when that was looked at, as is all below
  private long taken;
  private long due; // how much has to be taken until the time is over
  private long since;
  private boolean taking;

  Stall(Channel channel, Duration patience) {
    this.channel = channel;
    this.patience = patience.toNanos();
  }

  /** Writes a message to the channel, and counts it. */
  void write(Object message) {
    var before = unsent();
    var _ = channel.write(message);
    written += unsent() - before;
  }

  private long unsent() {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes() - buffer.currentProgress();
  }

  /** Looks, and tells whether the client has taken too little for too long. */
  boolean isStuck(long now) {
    waiting = unsent();
    taking = written - waiting > taken;
    taken = written - waiting;
    if (waiting == 0 || taken >= due) {
      due = taken + Math.min(waiting, LEAST);
      since = now;
    }
    return now - since >= patience;
  }

  /** Whether anything waited for the client when that was looked at. */
  boolean isWaiting() {
    return waiting > 0;
  }

  /** Whether the client had then taken anything since the look before. */
  boolean isTaking() {
    return taking;
  }
}
