package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ChannelTest {

  private static final WebSocketCommand ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  private final TickingClock clock = new TickingClock();
  private final InMemoryChannelLayer layer =
      new InMemoryChannelLayer(LayerConfig.defaults().withCapacity(2), clock, new SecureRandom());

  /** Joins before the accept; says what it is told; at "boom" it fails, at "end" it returns. */
  private final Application room =
      layer
          .middleware()
          .wrap(
              (scope, inbox, outbox) -> {
                var channel = Channel.of(scope);
                channel.join("room");
                inbox.receive();
                outbox.send(ACCEPT);
                while (true) {
                  switch (inbox.receive()) {
                    case WebSocketEvent.Text(var text) when text.equals("boom") ->
                        throw new IllegalStateException("boom");
                    case WebSocketEvent.Text(var text) when text.equals("end") -> {
                      return;
                    }
                    case WebSocketEvent.Text(var text) ->
                        channel.sendToOthers("room", new Note(Integer.parseInt(text)));
                    case ChannelEvent(Note(var number)) ->
                        outbox.send(new WebSocketCommand.Text("note " + number));
                    default -> {
                      return;
                    }
                  }
                }
              });

  @Test
  void whatIsSentToAGroupArrivesAmongTheClientsEvents() {
    try (var one = open(room);
        var two = open(room)) {
      assertThat(layer.sendToGroup("room", new Note(1))).isEqualTo(new GroupDelivery(2, 0));

      assertThat(one.receiveText()).isEqualTo("note 1");
      assertThat(two.receiveText()).isEqualTo("note 1");
    }
  }

  @Test
  void allOthersCanBeToldWithoutOneself() {
    try (var one = open(room);
        var two = open(room)) {
      one.send("7");

      assertThat(two.receiveText()).isEqualTo("note 7");
      one.expectNothing();
    }
  }

  @Test
  void aRefusedHandshakeCostsNothing() {
    var refusing =
        layer
            .middleware()
            .wrap(
                (scope, _, _) -> {
                  Channel.of(scope).join("room");
                  throw new DenyException(401, "who are you?");
                });
    try (var client = WebSocketCommunicator.to(refusing).connect()) {
      client.expectDenied(401);

      expectEmpty();
    }
  }

  @Test
  void anAcceptThatFailsJoinsNothing() throws Exception {
    var accepting =
        layer
            .middleware()
            .wrap(
                (scope, _, outbox) -> {
                  Channel.of(scope).join("room");
                  assertThatIllegalStateException().isThrownBy(() -> outbox.send(ACCEPT));
                  assertThat(layer.groups()).isZero();
                });
    var failing =
        (Application)
            (scope, inbox, _) ->
                accepting.serve(
                    scope,
                    inbox,
                    _ -> {
                      throw new IllegalStateException("not now");
                    });
    try (var client = WebSocketCommunicator.to(failing).connect()) {
      client.awaitEnd();
    }
  }

  @Test
  void groupsAreLeftWhenTheClientGoes() {
    try (var client = open(room)) {
      assertThat(layer.groups()).isOne();
      client.disconnect(1001);
      client.awaitEnd();

      expectEmpty();
    }
  }

  @Test
  void groupsAreLeftWhenTheApplicationFails() {
    try (var client = open(room)) {
      client.send("boom");
      assertThatIllegalStateException().isThrownBy(client::awaitEnd);

      expectEmpty();
    }
  }

  @Test
  void groupsAreLeftWhenTheApplicationReturns() {
    try (var client = open(room)) {
      client.send("end");
      client.awaitEnd();

      expectEmpty();
    }
  }

  @Test
  void requestsAndOtherProtocolsHaveAChannelAtOnce() throws Exception {
    var application =
        layer
            .middleware()
            .wrap(
                (scope, _, outbox) -> {
                  Channel.of(scope).join("room");
                  assertThat(layer.groups()).isOne();
                  if (!(scope instanceof Call)) {
                    outbox.send(new HttpCommand.Start(204, Headers.none()));
                    outbox.send(new HttpCommand.Body(Bytes.empty(), false));
                  }
                });
    assertThat(HttpCommunicator.to(application).exchange().status()).isEqualTo(204);
    expectEmpty();

    application.serve(new Call("call"), new QueueInbox(), _ -> {});
    expectEmpty();
  }

  @Test
  void oneConnectionCanBeReachedByItsName() {
    var name = new AtomicReference<>("");
    var named =
        layer
            .middleware()
            .wrap(
                (scope, inbox, outbox) -> {
                  name.set(Channel.of(scope).name());
                  inbox.receive();
                  outbox.send(ACCEPT);
                  outbox.send(new WebSocketCommand.Text(inbox.receive().toString()));
                });
    try (var client = WebSocketCommunicator.to(named).connect()) {
      client.expectAccept();
      layer.send(name.get(), new Note(3));

      assertThat(client.receiveText()).isEqualTo("ChannelEvent[message=Note[number=3]]");
    }
  }

  private static WebSocketCommunicator open(Application application) {
    var client = WebSocketCommunicator.to(application).connect();
    client.expectAccept();
    return client;
  }

  private void expectEmpty() {
    assertThat(layer.connections()).isZero();
    assertThat(layer.groups()).isZero();
    assertThat(layer.queues()).isZero();
  }
}
