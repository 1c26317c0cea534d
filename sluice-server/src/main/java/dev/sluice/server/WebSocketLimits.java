package dev.sluice.server;

import java.time.Duration;

/**
 * How much a WebSocket may carry at once, and how long it may be silent.
 *
 * @param maxFrameBytes a longer frame closes the socket with 1009
 * @param maxMessageBytes a longer message, of however many frames, closes it with 1009
 * @param handshakeTimeout how long an application may take to accept or refuse; then 503
 * @param pingInterval how long nothing may come from a client before it is sent a ping
 * @param pongTimeout how long it may then stay silent before it counts as vanished (1006)
 * @param closeTimeout how long a client may take to answer a close frame
 */
public record WebSocketLimits(
    int maxFrameBytes,
    int maxMessageBytes,
    Duration handshakeTimeout,
    Duration pingInterval,
    Duration pongTimeout,
    Duration closeTimeout) {

  /** Checks every value. */
  public WebSocketLimits {
    Requirements.atLeast(125, "maxFrameBytes", maxFrameBytes);
    Requirements.atLeast(1, "maxMessageBytes", maxMessageBytes);
    Requirements.positive("handshakeTimeout", handshakeTimeout);
    Requirements.positive("pingInterval", pingInterval);
    Requirements.positive("pongTimeout", pongTimeout);
    Requirements.positive("closeTimeout", closeTimeout);
  }

  /**
   * Returns Daphne 4.2's: 1 MiB for a frame and for a message, 5 s for a handshake, a ping after 20
   * s, 30 s for its pong; and 5 s for an answer to a close.
   */
  public static WebSocketLimits defaults() {
    return new WebSocketLimits(
        1024 * 1024,
        1024 * 1024,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
  }

  /** Returns these limits with another size of frames. */
  public WebSocketLimits withMaxFrameBytes(int bytes) {
    return new WebSocketLimits(
        bytes, maxMessageBytes, handshakeTimeout, pingInterval, pongTimeout, closeTimeout);
  }

  /** Returns these limits with another size of messages. */
  public WebSocketLimits withMaxMessageBytes(int bytes) {
    return new WebSocketLimits(
        maxFrameBytes, bytes, handshakeTimeout, pingInterval, pongTimeout, closeTimeout);
  }

  /** Returns these limits with another time for the handshake. */
  public WebSocketLimits withHandshakeTimeout(Duration timeout) {
    return new WebSocketLimits(
        maxFrameBytes, maxMessageBytes, timeout, pingInterval, pongTimeout, closeTimeout);
  }

  /** Returns these limits with another time between pings. */
  public WebSocketLimits withPingInterval(Duration interval) {
    return new WebSocketLimits(
        maxFrameBytes, maxMessageBytes, handshakeTimeout, interval, pongTimeout, closeTimeout);
  }

  /** Returns these limits with another time for a pong. */
  public WebSocketLimits withPongTimeout(Duration timeout) {
    return new WebSocketLimits(
        maxFrameBytes, maxMessageBytes, handshakeTimeout, pingInterval, timeout, closeTimeout);
  }

  /** Returns these limits with another time for the answer to a close. */
  public WebSocketLimits withCloseTimeout(Duration timeout) {
    return new WebSocketLimits(
        maxFrameBytes, maxMessageBytes, handshakeTimeout, pingInterval, pongTimeout, timeout);
  }
}
