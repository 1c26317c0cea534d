package dev.sluice;

/** What a client does on a WebSocket. */
public sealed interface WebSocketEvent extends Event {

  /** The handshake waits for an accept, a denial or a close. ASGI {@code websocket.connect}. */
  record Connect() implements WebSocketEvent {}

  /** A text message. ASGI {@code websocket.receive}. */
  record Text(String text) implements WebSocketEvent {

    /** Tells the length and not the text, which may be a secret. */
    @Override
    public String toString() {
      return "Text[" + text.length() + "]";
    }
  }

  /** A binary message. ASGI {@code websocket.receive}. */
  record Binary(Bytes bytes) implements WebSocketEvent {}

  /**
   * The last event on a connection, whoever ended it. ASGI {@code websocket.disconnect}.
   *
   * @param code from the client's close frame; 1005 if that had none, 1006 if there was no frame;
   *     the server's own, such as 1001, if the server closed the socket by itself
   * @param reason from the same frame, or empty
   */
  record Disconnect(int code, String reason) implements WebSocketEvent {}
}
