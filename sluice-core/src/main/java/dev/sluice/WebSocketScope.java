package dev.sluice;

import java.util.List;

/**
 * One WebSocket. ASGI type {@code websocket}.
 *
 * @param subprotocols what the client offers to speak, in its order of preference
 */
public record WebSocketScope(List<String> subprotocols, RequestHead head, Attributes attributes)
    implements ConnectionScope {

  public WebSocketScope {
    subprotocols = List.copyOf(subprotocols);
  }

  @Override
  public <T> WebSocketScope with(Attribute<T> key, T value) {
    return new WebSocketScope(subprotocols, head, attributes.with(key, value));
  }

  @Override
  public WebSocketScope withHead(RequestHead changed) {
    return new WebSocketScope(subprotocols, changed, attributes);
  }
}
