package dev.sluice.live;

import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.Json;

/**
 * The client's end of a WebSocket on which every message is JSON. For use by one thread; whoever
 * made the communicator below closes it.
 */
public final class JsonCommunicator {

  private final WebSocketCommunicator socket;
  private final Json json;

  private JsonCommunicator(WebSocketCommunicator socket, Json json) {
    this.socket = socket;
    this.json = json;
  }

  /** Returns one that speaks the JSON of {@code sluice-web}. */
  public static JsonCommunicator over(WebSocketCommunicator socket) {
    return over(socket, Json.standard());
  }

  /** Returns one that speaks a JSON of the site's own. */
  public static JsonCommunicator over(WebSocketCommunicator socket, Json json) {
    return new JsonCommunicator(socket, json);
  }

  /** Sends a value as a text message. */
  public void send(Object value) {
    socket.send(json.encode(value));
  }

  /**
   * Waits for a text message, and reads it.
   *
   * @param type {@code Object} for whatever comes, as maps, lists and so on
   * @throws dev.sluice.web.BadMessageException if it is not of this type
   */
  public <T> T receive(Class<T> type) {
    return json.decode(socket.receiveText(), type);
  }
}
