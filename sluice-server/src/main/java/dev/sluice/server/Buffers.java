package dev.sluice.server;

import java.time.Duration;

/**
 * How much may wait between one client and its application.
 *
 * @param inboxMessages how many messages or pieces of a body may wait for the application before
 *     the server stops reading from the client
 * @param inboxBytes the same in bytes
 * @param channelEvents how many {@link dev.sluice.ChannelEvent}s may wait; more are not taken
 * @param outboxBytes how much may wait for the client before {@code send} waits too
 * @param sendTimeout how long a client may take for 32 KiB of what waits for it, or for all of that
 *     if it is less, before it counts as too slow; meanwhile {@code send} waits
 */
public record Buffers(
    int inboxMessages, int inboxBytes, int channelEvents, int outboxBytes, Duration sendTimeout) {

  /** Checks every value. */
  public Buffers {
    Requirements.atLeast(1, "inboxMessages", inboxMessages);
    Requirements.atLeast(1, "inboxBytes", inboxBytes);
    Requirements.atLeast(1, "channelEvents", channelEvents);
    Requirements.atLeast(1, "outboxBytes", outboxBytes);
    Requirements.positive("sendTimeout", sendTimeout);
  }

  /** Returns 64 messages of 256 KiB together, 100 channel events, 64 KiB outward, 30 s. */
  public static Buffers defaults() {
    return new Buffers(64, 256 * 1024, 100, 64 * 1024, Duration.ofSeconds(30));
  }

  /** Returns these buffers with room for another number of messages from the client. */
  public Buffers withInboxMessages(int messages) {
    return new Buffers(messages, inboxBytes, channelEvents, outboxBytes, sendTimeout);
  }

  /** Returns these buffers with room for another number of bytes from the client. */
  public Buffers withInboxBytes(int bytes) {
    return new Buffers(inboxMessages, bytes, channelEvents, outboxBytes, sendTimeout);
  }

  /** Returns these buffers with room for another number of channel events. */
  public Buffers withChannelEvents(int events) {
    return new Buffers(inboxMessages, inboxBytes, events, outboxBytes, sendTimeout);
  }

  /** Returns these buffers with room for another number of bytes to the client. */
  public Buffers withOutboxBytes(int bytes) {
    return new Buffers(inboxMessages, inboxBytes, channelEvents, bytes, sendTimeout);
  }

  /** Returns these buffers with another time for a slow client. */
  public Buffers withSendTimeout(Duration timeout) {
    return new Buffers(inboxMessages, inboxBytes, channelEvents, outboxBytes, timeout);
  }
}
