package dev.sluice.server;

import java.time.Duration;

/**
 * How much of an HTTP request the server takes, and how long it waits.
 *
 * @param maxHeadBytes the request line and all header lines together; a longer request line is
 *     answered with 414, longer headers with 431
 * @param maxBodyBytes a longer body is answered with 413
 * @param headTimeout how long a client may take to send a head; then 408
 * @param idleTimeout how long a connection may wait for its next request
 * @param requestTimeout how long an application may take to begin its response, from the end of the
 *     request's body; then 503. Also how long a client may be silent within its body; then 408
 */
public record HttpLimits(
    int maxHeadBytes,
    int maxBodyBytes,
    Duration headTimeout,
    Duration idleTimeout,
    Duration requestTimeout) {

  /** Checks every value. */
  public HttpLimits {
    Requirements.atLeast(64, "maxHeadBytes", maxHeadBytes);
    Requirements.atLeast(0, "maxBodyBytes", maxBodyBytes);
    Requirements.positive("headTimeout", headTimeout);
    Requirements.positive("idleTimeout", idleTimeout);
    Requirements.positive("requestTimeout", requestTimeout);
  }

  /**
   * Returns 32 KiB for a head, 2.5 MiB for a body (Django 5.2's {@code
   * DATA_UPLOAD_MAX_MEMORY_SIZE}), 10 s for a head, 75 s between requests, 60 s for an answer.
   */
  public static HttpLimits defaults() {
    return new HttpLimits(
        32 * 1024,
        2_621_440,
        Duration.ofSeconds(10),
        Duration.ofSeconds(75),
        Duration.ofSeconds(60));
  }

  /** Returns these limits with another size of heads. */
  public HttpLimits withMaxHeadBytes(int bytes) {
    return new HttpLimits(bytes, maxBodyBytes, headTimeout, idleTimeout, requestTimeout);
  }

  /** Returns these limits with another size of bodies. */
  public HttpLimits withMaxBodyBytes(int bytes) {
    return new HttpLimits(maxHeadBytes, bytes, headTimeout, idleTimeout, requestTimeout);
  }

  /** Returns these limits with another time for a head. */
  public HttpLimits withHeadTimeout(Duration timeout) {
    return new HttpLimits(maxHeadBytes, maxBodyBytes, timeout, idleTimeout, requestTimeout);
  }

  /** Returns these limits with another time between requests. */
  public HttpLimits withIdleTimeout(Duration timeout) {
    return new HttpLimits(maxHeadBytes, maxBodyBytes, headTimeout, timeout, requestTimeout);
  }

  /** Returns these limits with another time for an answer. */
  public HttpLimits withRequestTimeout(Duration timeout) {
    return new HttpLimits(maxHeadBytes, maxBodyBytes, headTimeout, idleTimeout, timeout);
  }
}
