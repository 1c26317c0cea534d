package dev.sluice.examples.chat;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Frame;
import dev.sluice.WebSocketEvent.Text;
import dev.sluice.layers.Channel;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import dev.sluice.web.Assets;
import dev.sluice.web.PathParams;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;

/** A chat whose rooms are in the URL. */
public final class Chat {

  private Chat() {}

  // begin room
  static void room(WebSocket socket) {
    var channel = Channel.of(socket.scope());
    var group = "chat_" + PathParams.of(socket.scope()).string("room");
    channel.join(group);
    socket.accept();
    for (var event : socket) {
      switch (event) {
        case Text(var text) -> channel.sendToGroup(group, new Said(text));
        case ChannelEvent(Said(var text)) -> socket.send(text);
        default -> socket.close(1003);
      }
    }
  }

  // end room

  // begin hall
  static void hall(WebSocket socket) {
    var channel = Channel.of(socket.scope());
    channel.join("hall");
    socket.accept();
    for (var text : socket.texts()) {
      channel.sendToGroup("hall", Frame.text(text));
    }
  }

  // end hall

  // begin application
  static Application application(ChannelLayer layer) {
    var sockets =
        new UrlRouter()
            .webSocket("ws/chat/<slug:room>/", Chat::room)
            .webSocket("ws/hall/", Chat::hall);
    return new ProtocolTypeRouter().http(pages()).webSocket(layer.middleware().wrap(sockets));
  }

  // end application

  private static Application pages() {
    var files = Assets.of(Chat.class, "page");
    return new UrlRouter()
        .view("", files.file("index.html"))
        .view("chat/<slug:room>/", files.file("room.html"))
        .view("static/<path:file>", files);
  }

  // begin main
  /** Serves http://127.0.0.1:8000/ until the process is ended. */
  public static void main(String[] args) throws InterruptedException {
    var application = application(new InMemoryChannelLayer());
    Server.start(application, ServerConfig.defaults()).awaitEnd();
  }
  // end main
}
