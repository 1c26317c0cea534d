package dev.sluice.examples.consumers;

import dev.sluice.Application;
import dev.sluice.Message;
import dev.sluice.consumers.WebSocketConsumer;
import dev.sluice.layers.Channel;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.web.WebSocket;
import java.util.List;

/** A room in which everybody hears everybody. */
public final class Room {

  private Room() {}

  // begin groups
  record Said(String text) implements Message {}

  static final class Visitor extends WebSocketConsumer {

    @Override
    protected List<String> groups() {
      return List.of("room");
    }

    @Override
    protected void receive(String text) {
      Channel.of(scope()).sendToGroup("room", new Said(text));
    }

    @Override
    protected void receive(Message message) {
      if (message instanceof Said(String text)) {
        send(text);
      }
    }
  }

  static Application room(ChannelLayer layer) {
    return layer.middleware().wrap(WebSocket.application(WebSocketConsumer.each(Visitor::new)));
  }
  // end groups
}
