package dev.sluice.consumers;

import dev.sluice.Bytes;
import dev.sluice.web.BadMessageException;
import dev.sluice.web.Json;
import dev.sluice.web.WebSocket;

/**
 * A consumer whose messages are JSON in text.
 *
 * @param <I> what clients say
 * @param <O> what they are told
 */
public abstract class JsonWebSocketConsumer<I, O> extends WebSocketConsumer {

  private final Class<I> type;

  /** Reads messages as {@link Json#decode} does. */
  protected JsonWebSocketConsumer(Class<I> type) {
    this.type = type;
  }

  /** Called with each message that can be read. */
  protected abstract void receiveJson(I message) throws Exception;

  /**
   * Called for each message that cannot be read: no JSON, JSON of another shape, or binary. Unless
   * overridden it answers with one message that tells what is wrong, and the socket stays open.
   */
  protected void badMessage(BadMessageException problem) throws Exception {
    WebSocket.BadInput.answer().handle(socket(), problem);
  }

  /** Sends a message as JSON. */
  protected final void sendJson(O message) {
    socket().sendJson(message);
  }

  @Override
  protected final void receive(String text) throws Exception {
    I message;
    try {
      message = Json.standard().decode(text, type);
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
}
