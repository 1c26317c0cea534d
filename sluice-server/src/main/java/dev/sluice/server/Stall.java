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

  /** Whether much has been waiting for the client and has not become less for too long. */
  boolean isStuck(long now) {
    var waiting = channel.bytesBeforeWritable();
    if (waiting == 0 || waiting != left) {
      left = waiting;
      since = now;
    }
    return now - since >= patience;
  }
}
