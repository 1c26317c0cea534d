package dev.sluice.examples.tokenauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.testing.Handshake;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The site without a server, by way of the communicators. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenAuthTest {

  @AutoClose private final LiveSite site = LiveSite.start();

  @Test
  void aHelloIsAnsweredWithWhatCameAlong() {
    try (var socket = talk("testuserone")) {
      socket.send("{\"command\": \"Say hello !\", \"data_string\": \"This is the data string !\"}");
      assertThat(socket.receiveText())
          .isEqualTo(
              "{\"command_response\":\"The command to say hello was received \","
                  + "\"data_string_bacK\":\"This is the data string !\"}");
    }
  }

  @Test
  void theConsumerReadsTheNameAndTheAddressOfItsUser() {
    try (var socket = talk("testuserone")) {
      socket.send("{\"command\": \"Who am I ?\"}");
      assertThat(socket.receiveText())
          .isEqualTo("{\"username\":\"testuserone\",\"email\":\"one@example.com\"}");
    }
  }

  @Test
  void otherCommandsAreMetWithSilence() {
    try (var socket = talk("testuserone")) {
      socket.send("{\"command\": \"Say goodbye !\"}");
      socket.expectNothing();
    }
  }

  @Test
  void whatCannotBeReadGetsOneErrorAndTheSocketStaysOpen() {
    try (var socket = talk("testuserone")) {
      for (var text : new String[] {"", "{", "[1]", "{\"data_string\": 1}", "{\"command\": 1}"}) {
        socket.send(text);
        assertThat(socket.receiveText()).startsWith("{\"error\":{\"code\":\"invalid_");
      }
      socket.send(Bytes.utf8("{\"command\": \"Say hello !\"}"));
      assertThat(socket.receiveText()).contains("binary_not_supported");
      socket.send("{\"command\": \"Say hello !\"}");
      assertThat(socket.receiveText()).contains("\"data_string_bacK\":null");
    }
  }

  @Test
  void strangersAreRefusedBeforeTheAccept() {
    for (var path : new String[] {"/", "/?token=", "/?token=0000", "/?key=1", "/front/"}) {
      try (var socket = handshake(path).connect()) {
        socket.expectDenied(401);
      }
    }
  }

  @Test
  void theOriginIsCheckedBehindTheTokenAndBeforeTheRoute() {
    var strict = Map.of("SLUICE_ALLOWED_HOSTS", "testserver");
    try (var other = LiveSite.start(strict)) {
      var path = "/?token=" + other.token("testuserone");
      var handshake = WebSocketCommunicator.to(other.application()).origin("http://evil.test");
      for (var target : new String[] {path, "/", "/front/", "/nowhere/"}) {
        try (var socket = handshake.path(target).connect()) {
          socket.expectDenied(403);
        }
      }
    }
  }

  @Test
  void httpAndWebSocketsShareTheirPaths() {
    var page = http().path("/").exchange();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("<!doctype html>");
    assertThat(http().path("/front/").exchange().status()).isEqualTo(404);
    try (var socket = handshake("/api/login/").connect()) {
      socket.expectDenied(404);
    }
  }

  @Test
  void thePageLetsNothingInFromElsewhere() {
    for (var path : new String[] {"/", "/static/app.js", "/static/style.css", "/static/icon.svg"}) {
      var answer = http().path(path).exchange();
      assertThat(answer.status()).as(path).isEqualTo(200);
      assertThat(answer.headers().first("Content-Security-Policy")).isPresent();
      assertThat(answer.headers().first("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.text()).doesNotContain("<style", "onclick=", "https://");
    }
    assertThat(http().path("/static/../TokenAuth.class").exchange().status()).isEqualTo(404);
  }

  @Test
  void whoeverHasNoTokenGetsOneAtLogin() {
    site.deleteToken("tokenless");
    var answer = login("username=tokenless&password=pw");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"token\":\"%s\"}".formatted(site.token("tokenless")));
  }

  @Test
  void theTutorialsAnswerToAWrongPasswordCanBeHad() {
    try (var other = LiveSite.start(Map.of("SLUICE_TUTORIAL_ANSWERS", "true"))) {
      var answer =
          HttpCommunicator.to(other.application())
              .method("POST")
              .path("/api/login/")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .body("username=testuserone&password=wrong")
              .exchange();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text())
          .isEqualTo("{\"user_not_found\":\"There is no user with this username and password !\"}");
    }
  }

  private dev.sluice.testing.HttpAnswer login(String form) {
    return http()
        .method("POST")
        .path("/api/login/")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(form)
        .exchange();
  }

  private HttpCommunicator http() {
    return HttpCommunicator.to(site.application());
  }

  private Handshake handshake(String path) {
    return WebSocketCommunicator.to(site.application()).path(path).origin("http://testserver");
  }

  private WebSocketCommunicator talk(String username) {
    var socket = handshake("/?token=" + site.token(username)).connect();
    socket.expectAccept();
    return socket;
  }
}
