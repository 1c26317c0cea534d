package dev.sluice.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A browser's manners. To its cookies the two sites are one, as the port means nothing to them. */
final class Browser implements AutoCloseable {

  private static final Pattern HIDDEN_FIELD =
      Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([^\"]+)\"");

  private static final JsonMapper JSON = new JsonMapper();

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final HttpClient sockets = HttpClient.newHttpClient();

  /** Returns a page. */
  String get(URI page) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
  }

  /** Asks for something as a program does, with a token. */
  HttpResponse<String> get(URI page, String token) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(page).header("Authorization", "Token " + token);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Fills in the form of a page, with the token that is hidden there, and returns what follows. */
  HttpResponse<String> submit(URI page, Map<String, String> fields)
      throws IOException, InterruptedException {
    var hidden = HIDDEN_FIELD.matcher(get(page));
    if (!hidden.find()) {
      throw new IllegalStateException("there is no form at " + page);
    }
    var all = new HashMap<>(fields);
    all.put("csrfmiddlewaretoken", hidden.group(1));
    return send(origin(page), HttpRequest.newBuilder(page), all);
  }

  /** Sends a form as a script of the page does, with the token in a header if there is one. */
  HttpResponse<String> post(URI target, Map<String, String> fields)
      throws IOException, InterruptedException {
    return postFrom(origin(target), target, fields);
  }

  /** Does the same from a page of another site's. */
  HttpResponse<String> postFrom(String origin, URI target, Map<String, String> fields)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(target);
    cookie("csrftoken").ifPresent(token -> request.header("X-CSRFToken", token));
    return send(origin, request, fields);
  }

  /** Logs in on a page of Django's, and returns the page that follows. */
  HttpResponse<String> logInAtDjango(Neighbours neighbours, String name)
      throws IOException, InterruptedException {
    return submit(
        neighbours.django().at("/accounts/login/"), credentials(name, Neighbours.PASSWORD));
  }

  /** Logs in here, and returns the status. */
  int logInHere(Neighbours neighbours, String name) throws IOException, InterruptedException {
    get(neighbours.here("/accounts/whoami/")); // brings the cookie against forged requests
    var target = neighbours.here("/accounts/login/");
    return post(target, credentials(name, Neighbours.PASSWORD)).statusCode();
  }

  /** Returns who is there for a view of Django's, and for a consumer of Channels'. */
  List<String> whoInDjango(Neighbours neighbours) throws IOException, InterruptedException {
    var whoami = neighbours.django().at("/whoami/");
    try (var socket = open(whoami)) {
      return List.of(username(get(whoami)), username(socket.next()));
    }
  }

  private static String username(String json) {
    return JSON.readTree(json).get("username").asString();
  }

  static Map<String, String> credentials(String name, String password) {
    return Map.of("username", name, "password", password);
  }

  private HttpResponse<String> send(
      String origin, HttpRequest.Builder request, Map<String, String> fields)
      throws IOException, InterruptedException {
    var form =
        fields.entrySet().stream()
            .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var complete =
        request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", origin)
            .POST(BodyPublishers.ofString(form))
            .build();
    return http.send(complete, BodyHandlers.ofString());
  }

  /** Opens a WebSocket. */
  Socket open(URI target) {
    return Socket.open(sockets, target, origin(target), allCookies());
  }

  /** Returns the status with which a WebSocket is refused; 101 if it is not. */
  int knock(URI target) {
    return Socket.knock(sockets, target, origin(target), allCookies());
  }

  /** Takes the cookie of a session, as if a site had given it. */
  void take(URI site, String sessionKey) {
    var cookie = new HttpCookie("sessionid", sessionKey);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(site, cookie);
  }

  String sessionKey() {
    return cookie("sessionid").orElseThrow();
  }

  private Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(it -> it.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  private String allCookies() {
    return cookies.getCookieStore().getCookies().stream()
        .map(it -> it.getName() + "=" + it.getValue())
        .collect(Collectors.joining("; "));
  }

  private static String origin(URI page) {
    return "http://" + page.getAuthority();
  }

  @Override
  public void close() {
    http.close();
    sockets.close();
  }
}
