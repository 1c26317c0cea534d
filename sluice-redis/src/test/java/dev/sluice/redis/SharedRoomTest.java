package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Message;
import dev.sluice.WebSocketEvent.Text;
import dev.sluice.layers.Channel;
import dev.sluice.layers.MessageTypes;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two programs with one room, as two machines of a site have it. */
final class SharedRoomTest {

  // begin layer
  record Said(String text) implements Message {}

  static final MessageTypes TYPES = MessageTypes.none().with("chat.said", Said.class);

  static RedisLayerConfig config(String redis) {
    return RedisLayerConfig.of(redis).withEncryptionKeys("a long secret of this site");
  }

  static RedisChannelLayer layer(RedisLayerConfig config) {
    return new RedisChannelLayer(config, TYPES);
  }

  // end layer

  @TempDir private Path folder;

  private static void room(WebSocket socket) {
    var channel = Channel.of(socket.scope());
    channel.join("room");
    socket.accept();
    for (var event : socket) {
      switch (event) {
        case Text(var text) -> channel.sendToGroup("room", new Said(text));
        case ChannelEvent(Said(var text)) -> socket.send(text);
        default -> socket.close(1003);
      }
    }
  }

  private static Application application(RedisChannelLayer layer) {
    var rooms = new UrlRouter().webSocket("room/", SharedRoomTest::room);
    return new ProtocolTypeRouter().webSocket(layer.middleware().wrap(rooms));
  }

  @Test
  void whatIsSaidAtOneServerIsHeardAtTheOther() throws Exception {
    try (var redis = RealRedis.in(folder);
        var here = layer(patient(redis.url()));
        var there = layer(patient(redis.url()));
        var ann = enter(application(here));
        var bob = enter(application(there))) {
      ann.send("hello");

      assertThat(ann.receiveText()).isEqualTo("hello");
      assertThat(bob.receiveText()).isEqualTo("hello");
    }
  }

  private static RedisLayerConfig patient(String redis) {
    return config(redis).withTimeout(Duration.ofSeconds(20));
  }

  private static WebSocketCommunicator enter(Application application) {
    var socket = WebSocketCommunicator.to(application).path("/room/").connect();
    socket.expectAccept();
    return socket;
  }
}
