package dev.sluice.server;

import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each request and each socket, without query strings. Safe for many threads. */
final class AccessLog {

  private static final Logger LOG = LoggerFactory.getLogger("dev.sluice.access");

  /** Tells that a request was answered; {@code bytes} are those of the response's body. */
  void request(Line line, int status, long bytes) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    LOG.info(
        "{} \"{} {}\" {} {} bytes {} ms {}",
        line.client().getAddress().getHostAddress(),
        line.what(),
        LogText.printable(line.path()),
        status,
        bytes,
        line.milliseconds(),
        line.id());
  }

  /** Tells that a WebSocket was opened. */
  void opened(Line line) {
    socket(line, "open");
  }

  /** Tells that a WebSocket was closed. */
  void closed(Line line, int code) {
    socket(line, "closed " + code);
  }

  private static void socket(Line line, String event) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    LOG.info(
        "{} \"{} {}\" {} {} ms {}",
        line.client().getAddress().getHostAddress(),
        line.what(),
        LogText.printable(line.path()),
        event,
        line.milliseconds(),
        line.id());
  }

  /**
   * Who asked for what.
   *
   * @param what the method, or {@code WEBSOCKET}
   * @param milliseconds since it began
   */
  record Line(InetSocketAddress client, String what, String path, long milliseconds, String id) {}
}
