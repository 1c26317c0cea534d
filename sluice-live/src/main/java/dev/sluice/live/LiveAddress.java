package dev.sluice.live;

import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Where a server listens that a test has started: on 127.0.0.1, at a port that was free.
 *
 * @param socket the address that clients connect to
 */
public record LiveAddress(InetSocketAddress socket) {

  /** Returns the URL of a path and query, percent-encoded, for HTTP. */
  public URI http(String target) {
    return uri("http", target);
  }

  /** Returns the URL of a path and query, percent-encoded, for WebSockets. */
  public URI ws(String target) {
    return uri("ws", target);
  }

  /** The site's own origin, as a browser names it in handshakes from the site's pages. */
  public String origin() {
    return "http://127.0.0.1:" + socket.getPort();
  }

  private URI uri(String scheme, String target) {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException(
          "the path is '%s' (expected: a slash first)".formatted(target));
    }
    return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, socket.getPort(), target));
  }
}
