package dev.sluice.server;

import dev.sluice.Headers;
import dev.sluice.Query;

/**
 * The head of a request, checked.
 *
 * @param version {@code 1.0} or {@code 1.1}
 * @param bodyBytes the length of the body, or {@link #CHUNKED}
 */
record Request(
    String method, String path, Query query, String version, Headers headers, long bodyBytes)
    implements RequestPart {

  static final long CHUNKED = -1;

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether the client understands chunks, {@code Expect} and {@code Upgrade}. */
  boolean isModern() {
    return version.equals("1.1");
  }

  /** Whether the client wants to send another request after this one. */
  boolean keepsAlive() {
    return isModern()
        ? !Tokens.of(headers, "Connection").contains("close")
        : Tokens.of(headers, "Connection").contains("keep-alive");
  }

  boolean expectsContinue() {
    return isModern() && bodyBytes != 0 && headers.first("Expect").isPresent();
  }

  /** Whether it asks to become a WebSocket; any other upgrade is not answered (RFC 9110, 7.8). */
  boolean wantsWebSocket() {
    return Tokens.of(headers, "Upgrade").contains("websocket")
        && Tokens.of(headers, "Connection").contains("upgrade");
  }
}
