package dev.sluice;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a server can do on a WebSocket. */
public sealed interface WebSocketCommand extends Command {

  /**
   * Completes the handshake. ASGI {@code websocket.accept}.
   *
   * @param subprotocol one of those that the client offers
   * @param headers for the handshake's answer
   */
  record Accept(Optional<String> subprotocol, Headers headers) implements WebSocketCommand {}

  /**
   * Refuses the handshake with an HTTP response. ASGI extension {@code websocket.http.response}.
   *
   * @param status from 300 to 599
   */
  record Deny(int status, Headers headers, Bytes body) implements WebSocketCommand {
    public Deny {
      Statuses.requireRefusal(status);
    }
  }

  /** A text message. ASGI {@code websocket.send}. */
  record Text(String text) implements WebSocketCommand {

    /** Tells the length and not the text, which may be a secret. */
    @Override
    public String toString() {
      return "Text[" + text.length() + "]";
    }
  }

  /** A binary message. ASGI {@code websocket.send}. */
  record Binary(Bytes bytes) implements WebSocketCommand {}

  /**
   * Closes the socket; before an accept, refuses the handshake with 403. ASGI {@code
   * websocket.close}.
   *
   * @param code 1000 to 1003, 1007 to 1014 or 3000 to 4999 (RFC 6455, section 7.4)
   * @param reason at most 123 bytes of UTF-8
   */
  record Close(int code, String reason) implements WebSocketCommand {
    public Close {
      if (!maySend(code)) {
        throw new IllegalArgumentException(
            "the close code is %d (expected: 1000 to 1003, 1007 to 1014 or 3000 to 4999)"
                .formatted(code));
      }
      var size = reason.getBytes(StandardCharsets.UTF_8).length;
      if (size > 123) {
        throw new IllegalArgumentException(
            "the close reason has %d bytes (expected: at most 123)".formatted(size));
      }
    }

    private static boolean maySend(int code) {
      return (code >= 1000 && code <= 1003)
          || (code >= 1007 && code <= 1014)
          || (code >= 3000 && code <= 4999);
    }
  }
}
