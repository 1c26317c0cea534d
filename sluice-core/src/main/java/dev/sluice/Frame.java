package dev.sluice;

/**
 * A message that is ready for a client: one WebSocket frame, encoded by whoever sends it and shared
 * by all who get it. An open WebSocket that receives one sends it to its client as it is, in the
 * order of everything else, and its application does not see it. Anything else receives it like any
 * other message.
 *
 * @param text whether the payload is a text, as UTF-8
 * @param payload what the client gets
 */
public record Frame(boolean text, Bytes payload) implements Message {

  /** Returns a text message. */
  public static Frame text(String text) {
    return new Frame(true, Bytes.utf8(text));
  }

  /** Returns a binary message. */
  public static Frame binary(Bytes bytes) {
    return new Frame(false, bytes);
  }

  /** Returns what sends it to the client of a WebSocket. */
  public WebSocketCommand command() {
    return text ? new WebSocketCommand.Text(payload.utf8()) : new WebSocketCommand.Binary(payload);
  }

  /** Tells the size and not the content, which may be a secret. */
  @Override
  public String toString() {
    return "Frame[" + payload.size() + "]";
  }
}
