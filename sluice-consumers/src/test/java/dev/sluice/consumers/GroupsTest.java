package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Message;
import dev.sluice.MissingAttributeException;
import dev.sluice.layers.Channel;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The groups of consumers, and of streams. */
final class GroupsTest {

  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();
  private final List<Integer> listeners = new CopyOnWriteArrayList<>();

  record Note(String text) implements Message {}

  /** In one group, and says so to how many at each turn of its life. */
  private class Member extends WebSocketConsumer {

    private final String group;

    Member(String group) {
      this.group = group;
    }

    @Override
    protected List<String> groups() {
      return List.of(group);
    }

    @Override
    protected void connect() throws Exception {
      listeners.add(layer.sendToGroup(group, new Note("too early")).delivered());
      super.connect();
    }

    @Override
    protected void receive(Message message) {
      if (message instanceof Note(String text)) {
        send("\"" + group + ": " + text + "\"");
      }
    }

    @Override
    protected void disconnect(int code) {
      listeners.add(Channel.of(scope()).sendToGroup(group, new Note("bye")).delivered());
    }
  }

  private final class Herald extends JsonWebSocketConsumer<Note, Note> {

    Herald() {
      super(Note.class);
    }

    @Override
    protected List<String> groups() {
      return List.of("news");
    }

    @Override
    protected void receiveJson(Note note) {
      layer.sendToGroup("news", note);
    }

    @Override
    protected void receive(Message message) {
      if (message instanceof Note note) {
        sendJson(note);
      }
    }
  }

  private Application grouped(WebSocket.Handler handler) {
    return layer.middleware().wrap(WebSocket.application(handler));
  }

  private int members(String group) {
    return layer.sendToGroup(group, new Note("hello")).delivered();
  }

  @Test
  void whatConsumersPassOnIsEncodedOnceForAll() {
    var application = grouped(WebSocketConsumer.each(Herald::new));
    try (var one = WebSocketCommunicator.to(application).connect();
        var other = WebSocketCommunicator.to(application).connect()) {
      one.expectAccept();
      other.expectAccept();
      one.send("{\"text\":\"hello\"}");
      var heard = one.receiveText();

      assertThat(heard).isEqualTo("{\"text\":\"hello\"}");
      assertThat(other.receiveText()).isSameAs(heard);
    }
  }

  @Test
  void groupsAreJoinedAtTheAcceptAndLeftBehindDisconnect() {
    var application = grouped(WebSocketConsumer.each(() -> new Member("room")));
    try (var one = WebSocketCommunicator.to(application).connect()) {
      one.expectAccept();
      assertThat(members("room")).isEqualTo(1);
      assertThat(one.receiveText()).isEqualTo("\"room: hello\"");
      try (var other = WebSocketCommunicator.to(application).connect()) {
        other.expectAccept();
        assertThat(one.receiveText()).isEqualTo("\"room: too early\"");
        other.disconnect(1001);
        other.awaitEnd();
        assertThat(one.receiveText()).isEqualTo("\"room: bye\"");
      }
      assertThat(members("room")).isEqualTo(1);
      assertThat(one.receiveText()).isEqualTo("\"room: hello\"");
    }
    assertThat(members("room")).isZero();
    assertThat(listeners.getFirst()).isZero();
    assertThat(listeners.get(1)).isEqualTo(1);
  }

  @Test
  void aRefusedHandshakeJoinsNothing() {
    final class Refusing extends Member {
      Refusing() {
        super("room");
      }

      @Override
      protected void connect() {
        deny(403, "not here");
      }
    }
    var application = grouped(WebSocketConsumer.each(Refusing::new));
    try (var client = WebSocketCommunicator.to(application).connect()) {
      client.expectDenied(403);
      client.awaitEnd();
    }
    assertThat(listeners).containsExactly(0);
  }

  @Test
  void groupsWithoutALayerAreAClearErrorBeforeTheAccept() {
    var application = WebSocket.application(WebSocketConsumer.each(() -> new Member("room")));

    assertThatThrownBy(() -> WebSocketCommunicator.to(application).connect().expectAccept())
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContaining("ChannelLayer.middleware()");
  }

  @Test
  void eachStreamHasGroupsOfItsOwn() {
    var streams =
        new Demultiplexer()
            .stream("a", WebSocketConsumer.each(() -> new Member("as"))).stream(
                "b", WebSocketConsumer.each(() -> new Member("bs")));
    try (var client = WebSocketCommunicator.to(layer.middleware().wrap(streams)).connect()) {
      client.expectAccept();
      while (members("as") == 0) {
        Thread.onSpinWait(); // it accepts by itself
      }
      assertThat(client.receiveText()).isEqualTo("{\"stream\":\"a\",\"payload\":\"as: hello\"}");
      while (members("bs") == 0) {
        Thread.onSpinWait();
      }
      assertThat(client.receiveText()).isEqualTo("{\"stream\":\"b\",\"payload\":\"bs: hello\"}");
      client.disconnect(1000);
      client.awaitEnd();
    }
    assertThat(members("as") + members("bs")).isZero();
  }
}
