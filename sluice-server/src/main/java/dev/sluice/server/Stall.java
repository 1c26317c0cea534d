package dev.sluice.server;

import io.netty.channel.Channel;
import java.time.Duration;

/** Notices that a client has stopped to read what is being written to it. For the event loop. */
final class Stall {

  private final Channel channel;
  private final long patience;
  private long left;
  private long since;

  Stall(Channel channel, Duration patience) {
    this.channel = channel;
    this.patience = patience.toNanos();
  }

  /** Whether something has been waiting for the client and has not become less for too long. */
  boolean isStuck(long now) {
    var buffer = channel.unsafe().outboundBuffer();
    var waiting = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    if (waiting == 0 || waiting != left) {
      left = waiting;
      since = now;
    }
    return now - since >= patience;
  }

  /** Whether anything waited for the client when that was looked at. */
  boolean isWaiting() {
    return left > 0;
  }
}
