package dev.sluice.consumers;

import dev.sluice.Bytes;
import dev.sluice.web.BadInput;
import dev.sluice.web.BadMessageException;
import dev.sluice.web.JsonFormat;
import dev.sluice.web.WebSocket;

/**
 * A consumer whose messages are JSON in text.
 *
 * @param <I> what clients say
 * @param <O> what they are told
 */
public abstract class JsonWebSocketConsumer<I, O> extends WebSocketConsumer {

  private final JsonFormat<I> input;
  private final Output<O> output;

  /** Reads messages of a type as {@link JsonFormat#of} says, and writes what it is given. */
  protected JsonWebSocketConsumer(Class<I> type) {
    this(JsonFormat.of(type), WebSocket::sendJson);
  }

  /** Reads and writes messages in formats of one's own. */
  protected JsonWebSocketConsumer(JsonFormat<I> input, JsonFormat<O> output) {
    this(input, (socket, message) -> socket.sendJson(message, output));
  }

  private JsonWebSocketConsumer(JsonFormat<I> input, Output<O> output) {
    this.input = input;
    this.output = output;
  }

  /** Called with each message that can be read. */
  protected abstract void receiveJson(I message) throws Exception;

  /**
   * Called for each message that cannot be read, of whatever {@link BadMessageException#code kind}:
   * answers it, closes the socket, or does nothing. Unless overridden it answers with one message
   * that tells what is wrong, and the socket stays open.
   */
  protected void badMessage(BadMessageException problem) throws Exception {
    BadInput.answer().handle(socket(), problem);
  }

  /**
   * Sends a message as JSON. One of others that came last, passed on as it is, is encoded once for
   * all who got it.
   */
  protected final void sendJson(O message) {
    output.send(socket(), message);
  }

  @Override
  protected final void receive(String text) throws Exception {
    I message;
    try {
      message = input.decode(text);
    } catch (BadMessageException problem) {
      badMessage(problem);
      return;
    }
    receiveJson(message);
  }

  @Override
  protected final void receive(Bytes bytes) throws Exception {
    badMessage(BadMessageException.binary());
  }

  /** How a message goes to its client. */
  @FunctionalInterface
  private interface Output<O> {
    void send(WebSocket socket, O message);
  }
}
