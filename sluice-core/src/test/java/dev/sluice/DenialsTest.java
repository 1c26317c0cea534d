package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DenialsTest {

  private static final RequestHead HEAD =
      new RequestHead(
          "c1", "1.1", "http", "/", Query.none(), "", Headers.none(), new InetSocketAddress(1));
  private static final Scope HTTP = new HttpScope("GET", HEAD, Attributes.none());
  private static final Scope SOCKET = new WebSocketScope(List.of(), HEAD, Attributes.none());
  private static final Command ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  @Test
  void aRequestGetsTheStatusWithItsHeadersAndReason() throws Exception {
    var sent =
        commands(
            HTTP,
            (_, _, _) -> {
              throw new DenyException(405, "not that way", Headers.of("Allow", "POST"));
            });

    assertThat(sent)
        .containsExactly(
            new HttpCommand.Start(
                405, Headers.of("Allow", "POST").with("Content-Type", "text/plain; charset=utf-8")),
            new HttpCommand.Body(Bytes.utf8("not that way\n"), false));
  }

  @Test
  void aHandshakeIsRefusedWithTheStatus() throws Exception {
    var sent =
        commands(
            SOCKET,
            (_, _, _) -> {
              throw new DenyException(401, "a user is needed here");
            });

    assertThat(sent).hasSize(1).first().isInstanceOf(WebSocketCommand.Deny.class);
    assertThat(((WebSocketCommand.Deny) sent.getFirst()).status()).isEqualTo(401);
  }

  @Test
  void anOpenSocketClosesWithTheSameRefusalAsACode() throws Exception {
    var sent =
        commands(
            SOCKET,
            (_, _, outbox) -> {
              outbox.send(ACCEPT);
              throw new DenyException(403, "ü".repeat(200));
            });

    assertThat(sent.getLast()).isEqualTo(new WebSocketCommand.Close(4403, "ü".repeat(40)));
  }

  @Test
  void aClosedSocketIsNotClosedAgain() throws Exception {
    var sent =
        commands(
            SOCKET,
            (_, _, outbox) -> {
              outbox.send(ACCEPT);
              outbox.send(new WebSocketCommand.Close(1000, ""));
              throw new DenyException(403, "late");
            });

    assertThat(sent).hasSize(2);
  }

  @Test
  void aResponseThatHasBegunCannotBeTakenBack() {
    assertThatThrownBy(
            () ->
                commands(
                    HTTP,
                    (_, _, outbox) -> {
                      outbox.send(new HttpCommand.Start(200, Headers.none()));
                      throw new DenyException(403, "late");
                    }))
        .isInstanceOf(DenyException.class);
  }

  @Test
  void commandsThatNoClientWouldUnderstandAreRefused() {
    assertThatThrownBy(() -> new WebSocketCommand.Close(1005, "")).hasMessageContaining("1005");
    assertThatThrownBy(() -> new WebSocketCommand.Close(999, "")).hasMessageContaining("999");
    assertThatThrownBy(() -> new WebSocketCommand.Close(1000, "x".repeat(124)))
        .hasMessageContaining("124");
    assertThatThrownBy(() -> new HttpCommand.Start(101, Headers.none()))
        .hasMessageContaining("101");
    assertThatThrownBy(() -> new DenyException(200, "no")).hasMessageContaining("200");
  }

  private static List<Command> commands(Scope scope, Application application) throws Exception {
    var sent = new ArrayList<Command>();
    Denials.answer().wrap(application).serve(scope, new SilentInbox(), sent::add);
    return sent;
  }
}
