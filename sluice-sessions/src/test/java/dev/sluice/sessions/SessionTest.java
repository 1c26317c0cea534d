package dev.sluice.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.testing.WebSocketCommunicator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SessionTest {

  private final Site site = Site.ofDefaults();

  /** Transcript ws-session, connect-with-unknown-key. */
  @Test
  void aWebSocketSavesOnlyWhenAsked() {
    try (var socket = WebSocketCommunicator.to(site.serving(CONSOLE)).connect()) {
      socket.expectAccept();
      assertThat(say(socket, "put 1")).isEqualTo("none");
      var key = say(socket, "save");

      assertThat(site.store().find(key).orElseThrow().values()).containsEntry("value", "1");
    }
  }

  /** Transcript ws-session, logout-elsewhere, where Channels still sees the old session. */
  @Test
  void aReloadNoticesALogoutElsewhere() {
    var key = site.keyOfSessionWith("value", "1");
    var console = WebSocketCommunicator.to(site.serving(CONSOLE));
    try (var socket = console.cookie("sessionid", key).connect()) {
      socket.expectAccept();
      assertThat(say(socket, "key")).isEqualTo(key);

      site.store().delete(key);

      assertThat(say(socket, "key")).isEqualTo(key);
      assertThat(say(socket, "reload")).isEqualTo("none");
    }
  }

  /** Transcript ws-session, logout-elsewhere, where Channels closes with 1011. */
  @Test
  void aDeletedSessionIsNotResurrectedByAWebSocket() {
    var key = site.keyOfSessionWith("value", "1");
    var console = WebSocketCommunicator.to(site.serving(CONSOLE));
    try (var socket = console.cookie("sessionid", key).connect()) {
      socket.expectAccept();
      say(socket, "put 2");
      site.store().delete(key);

      socket.send("save");

      socket.expectClosed(4400);
      assertThat(site.store().find(key)).isEmpty();
    }
  }

  @Test
  void anEmptySessionIsNotStored() {
    site.answer(
        200,
        session -> {
          session.save();
          assertThat(session.key()).isEmpty();
        });
  }

  @Test
  void aListThatWasPutCannotChangeUnnoticed() {
    var cart = new ArrayList<>(List.of(1));
    site.answer(
        200,
        session -> {
          session.put("cart", cart);
          cart.add(2);

          assertThat(session.find("cart")).contains(List.of(1));
          assertThatThrownBy(() -> session.find("cart", List.class).orElseThrow().clear())
              .isInstanceOf(UnsupportedOperationException.class);
        });
  }

  @Test
  void onlyValuesThatJsonHasCanBePut() {
    site.answer(
        200,
        session -> {
          assertThatThrownBy(() -> session.put("when", Instant.EPOCH))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("when")
              .hasMessageContaining("java.time.Instant");
          assertThatThrownBy(() -> session.put("map", Map.of(1, 2)))
              .isInstanceOf(IllegalArgumentException.class);
          assertThat(session.isModified()).isFalse();
        });
  }

  @Test
  void aValueIsReadAsTheTypeItHas() {
    site.answer(
        200,
        session -> {
          session.put("number", 5);

          assertThat(session.find("number", Integer.class)).contains(5);
          assertThat(session.find("number", Long.class)).contains(5L);
          assertThat(session.find("nothing", Long.class)).isEmpty();
          assertThatThrownBy(() -> session.find("number", String.class))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("Integer (expected: a String)");
        });
  }

  @Test
  void removingWhatIsNotThereChangesNothing() {
    site.answer(
        200,
        session -> {
          session.remove("nothing");
          assertThat(session.isModified()).isFalse();
          session.put("value", 1);
          session.remove("value");
          assertThat(session.isModified()).isTrue();
          assertThat(session.values()).isEmpty();
        });
  }

  @Test
  void anExpiryThatDjangoSetIsKept() {
    assertThat(expiryOf(60)).isEqualTo(Site.NOW.plusSeconds(60));
    assertThat(expiryOf("2026-11-22T12:00:00+01:00"))
        .isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
    assertThat(expiryOf("2026-11-22T12:00:00.250000"))
        .isEqualTo(Instant.parse("2026-11-22T12:00:00.250Z"));
    assertThat(expiryOf(0)).isEqualTo(Site.NOW.plus(Duration.ofDays(14)));
    assertThat(expiryOf("soon")).isEqualTo(Site.NOW.plus(Duration.ofDays(14)));
  }

  @Test
  void aSessionDoesNotPrintItsSecrets() {
    var key = site.keyOfSessionWith("pin", "1234");

    site.answer(
        200,
        session -> {
          assertThat(session.values()).isNotEmpty();
          assertThat(session.toString()).doesNotContain(key).doesNotContain("1234");
        },
        key);
    assertThat(site.store().find(key).toString()).doesNotContain(key).doesNotContain("1234");
  }

  private Instant expiryOf(Object expiry) {
    var key = site.keyOfSessionWith("_session_expiry", expiry);
    return site.store().find(key).orElseThrow().expires();
  }

  private static String say(WebSocketCommunicator socket, String text) {
    socket.send(text);
    return socket.receiveText();
  }

  /** Does what each message says, and answers with the session's key. */
  private static final Application CONSOLE =
      (scope, inbox, outbox) -> {
        inbox.receive();
        outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
        var session = Session.of(scope);
        while (inbox.receive() instanceof WebSocketEvent.Text message) {
          switch (message.text()) {
            case "save" -> session.save();
            case "reload" -> session.reload();
            case "key" -> {}
            default -> session.put("value", message.text().substring("put ".length()));
          }
          outbox.send(new WebSocketCommand.Text(session.key().orElse("none")));
        }
      };
}
