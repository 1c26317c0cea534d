package dev.sluice.examples.tokenauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sockets of the running server end with the authority they were opened with. */
final class AuthorityTest {

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final HttpClient bare = HttpClient.newHttpClient();
  private LiveSite site;

  @BeforeEach
  void start() {
    site = LiveSite.start(Map.of("SLUICE_REVALIDATE_SECONDS", "100ms"));
  }

  @AfterEach
  void stop() {
    site.close();
    http.close();
    bare.close();
  }

  @Test
  void aLogoutClosesTheSessionsSocket() throws Exception {
    logIn();
    var socket = open("/front/", sessionCookie());
    assertThat(post("/accounts/logout/", Map.of())).isEqualTo(200);
    assertThat(socket.next()).isEqualTo("closed 4401");
  }

  @Test
  void aSessionThatAnotherProcessDeletesLosesItsSocket() throws Exception {
    logIn();
    var socket = open("/front/", sessionCookie());
    execute("DELETE FROM django_session");
    assertThat(socket.next()).isEqualTo("closed 4401");
  }

  @Test
  void aTokenThatIsTakenAwayLosesItsSocket() throws Exception {
    var socket = open("/?token=" + site.token("testuserone"), "");
    site.deleteToken("testuserone");
    assertThat(socket.next()).isEqualTo("closed 4401");
  }

  @Test
  void aTokenThatAnotherProcessTakesAwayLosesItsSocket() throws Exception {
    var socket = open("/?token=" + site.token("testuserone"), "");
    execute("DELETE FROM authtoken_token");
    assertThat(socket.next()).isEqualTo("closed 4401");
  }

  @Test
  void aUserWhomAnotherProcessDeactivatesLosesTheirSocket() throws Exception {
    var socket = open("/?token=" + site.token("testuserone"), "");
    execute("UPDATE auth_user SET is_active = 0");
    assertThat(socket.next()).isEqualTo("closed 4401");
  }

  private void logIn() throws Exception {
    var whoami = HttpRequest.newBuilder(site.http("/accounts/whoami/")).build();
    http.send(whoami, HttpResponse.BodyHandlers.discarding());
    assertThat(
            post("/accounts/login/", Map.of("username", "testuserone", "password", "testing123")))
        .isEqualTo(200);
  }

  private int post(String path, Map<String, String> fields) throws Exception {
    var form =
        fields.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(site.http(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-CSRFToken", cookie("csrftoken"))
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private String sessionCookie() {
    return "sessionid=" + cookie("sessionid");
  }

  private String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private Ending open(String path, String cookie) {
    var ending = new Ending();
    var builder = bare.newWebSocketBuilder().header("Origin", site.http("").toString());
    var described = cookie.isEmpty() ? builder : builder.header("Cookie", cookie);
    described.buildAsync(site.webSocket(path), ending).join();
    return ending;
  }

  private void execute(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + site.database() + "?busy_timeout=20000");
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static final class Ending implements WebSocket.Listener {

    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }
  }
}
