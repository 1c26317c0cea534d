package dev.sluice.examples.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.ModelBackend;
import dev.sluice.django.DjangoSessionAuthHash;
import dev.sluice.examples.tokenauth.LiveSite;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SchemesTest {

  private static final String ORIGIN = "http://testserver";

  @AutoClose private final LiveSite site = LiveSite.start();

  @Test
  void aSchemeOfOnesOwnIsThreeLines() {
    var id = site.site().users().findByUsername("suraj").orElseThrow().id();
    var tells = Schemes.queryAuth(site.site().userStore()).wrap(tells());

    assertThat(textAt(tells, "/?" + id)).isEqualTo("suraj");
    assertThat(textAt(tells, "/?x")).isEmpty();
  }

  @Test
  void sessionElseTokenElseNobodyIsOneLine() {
    var tells =
        Schemes.sessionElseToken(site.site().authMiddlewareStack(), site.site().tokens())
            .wrap(tells());

    assertThat(textAt(tells, "/?token=" + site.token("suraj"))).isEqualTo("suraj");
    assertThat(textAt(tells, "/?token=unknown")).isEmpty();
  }

  @Test
  void theUsersOfASiteAreGreetedAndStrangersRefused() {
    var front = WebSocketCommunicator.to(Schemes.application(site.site())).path("/front/");
    try (var socket = front.connect()) {
      socket.expectDenied(401);
    }
    try (var socket = front.cookie("sessionid", sessionOf("suraj")).origin(ORIGIN).connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("hello suraj");
    }
  }

  @Test
  void eachRouteMayHaveItsOwnScheme() {
    var application = Schemes.eachItsOwn(site.site());
    try (var socket =
        WebSocketCommunicator.to(application)
            .path("/programs/")
            .header("Authorization", "Token " + site.token("suraj"))
            .connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("hello suraj");
    }
    try (var socket =
        WebSocketCommunicator.to(application)
            .path("/pages/")
            .header("Authorization", "Token " + site.token("suraj"))
            .connect()) {
      socket.expectDenied(401);
    }
  }

  @Test
  void aSessionNeedsNoUser() {
    var key = "visits".repeat(5) + "00";
    site.site().sessionStore().insert(new SessionRecord(key, Map.of("visits", 6), end()));

    try (var socket =
        WebSocketCommunicator.to(Schemes.visits(site.site())).cookie("sessionid", key).connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("{\"visits\":7}");
    }
    assertThat(site.site().sessionStore().find(key).orElseThrow().values())
        .isEqualTo(Map.of("visits", 7));
  }

  @Test
  void anyObjectGoesIntoTheScope() {
    var application =
        Schemes.language()
            .wrap(
                WebSocket.application(
                    socket -> {
                      socket.accept();
                      socket.send(socket.scope().get(Schemes.LANGUAGE).tag());
                    }));
    try (var socket =
        WebSocketCommunicator.to(application).header("Accept-Language", "de").connect()) {
      socket.expectAccept();
      assertThat(socket.receiveText()).isEqualTo("de");
    }
  }

  private String sessionOf(String username) {
    var user = site.site().userStore().findByUsername(username).orElseThrow();
    var key = "schemes0".repeat(4);
    site.site()
        .sessionStore()
        .insert(
            new SessionRecord(
                key,
                Map.of(
                    "_auth_user_id",
                    user.user().id(),
                    "_auth_user_backend",
                    ModelBackend.PATH,
                    "_auth_user_hash",
                    new DjangoSessionAuthHash(site.site().secretKeys()).of(user)),
                end()));
    return key;
  }

  private Instant end() {
    return site.site().clock().instant().plus(Duration.ofHours(1));
  }

  private static Application tells() {
    return WebSocket.application(
        socket -> {
          socket.accept();
          socket.send(Auth.of(socket.scope()).identity().username());
        });
  }

  private static String textAt(Application application, String target) {
    try (var socket = WebSocketCommunicator.to(application).path(target).connect()) {
      socket.expectAccept();
      return socket.receiveText();
    }
  }
}
