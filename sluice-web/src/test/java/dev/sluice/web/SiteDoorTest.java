package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that stands at a site's door, one behind the other, met by whole clients. */
final class SiteDoorTest {

  private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", ".example.com");
  private static final Csrf CSRF =
      new Csrf(CsrfConfig.defaults(), new SecureRandom(), Clock.systemUTC());
  private static final Application SITE =
      new CorsMiddleware(CorsConfig.defaults().withAllOrigins())
          .andThen(new AllowedHosts(HOSTS, false))
          .andThen(new AllowedHostsOriginValidator(HOSTS, false))
          .wrap(
              new ProtocolTypeRouter()
                  .http(
                      new UrlRouter()
                          .view("api/login/", SiteDoorTest::names)
                          .view(
                              "login/",
                              CSRF.protect(
                                  new MethodView()
                                      .get(SiteDoorTest::page)
                                      .post(SiteDoorTest::names))))
                  .webSocket(new UrlRouter().webSocket("echo/", WebSocket::accept)));

  /** Transcript http.md, login-multipart, login-repeated-fields. */
  @Test
  void aFormIsReadWhicheverWayItComes() {
    var multipart =
        """
        --XX\r
        Content-Disposition: form-data; name="username"\r
        \r
        testuserone\r
        --XX--\r
        """;

    assertThat(post("multipart/form-data; boundary=XX", multipart).exchange().text())
        .isEqualTo("testuserone");
    assertThat(post(Form.URL_ENCODED, "username=nobody&username=testuserone").exchange().text())
        .isEqualTo("testuserone");
  }

  /** Transcript http.md, login-multipart-without-boundary. */
  @Test
  void aFormWithoutABoundaryIsABadRequest() {
    assertThat(post("multipart/form-data", "--XX--").exchange().status()).isEqualTo(400);
    assertThat(post("text/plain", "a").exchange().status()).isEqualTo(415);
  }

  /** Transcript http.md, cors-preflight-unknown-path, cors-request-error. */
  @Test
  void pagesOfOtherSitesMayReadAnswersAndRefusals() {
    var preflight =
        get("/nowhere/")
            .method("OPTIONS")
            .header("Origin", "null")
            .header("Access-Control-Request-Method", "DELETE")
            .exchange();
    var refused = get("/nowhere/").header("Origin", "null").exchange();

    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.headers().first("Access-Control-Max-Age")).contains("86400");
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.headers().first("Access-Control-Allow-Origin")).contains("*");
    assertThat(refused.headers().first("Vary")).contains("Origin");
  }

  /** Transcript ws-origin.md, host-header-bad; the original lets the WebSocket pass. */
  @Test
  void aBadHostIsRefusedToBothProtocols() {
    assertThat(get("/api/login/").host("evil.org").exchange().status()).isEqualTo(400);
    try (var socket =
        WebSocketCommunicator.to(SITE)
            .path("/echo/")
            .host("evil.org")
            .origin("http://127.0.0.1:8000")
            .connect()) {
      socket.expectDenied(400);
    }
  }

  /** Transcript ws-origin.md, origin-good. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8000",
        "https://localhost",
        "http://example.com",
        "https://a.b.example.com:8443",
        "http://LOCALHOST"
      })
  void aGoodOriginIsLetIn(String origin) {
    try (var socket =
        WebSocketCommunicator.to(SITE).path("/echo/").host("localhost").origin(origin).connect()) {
      socket.expectAccept();
    }
  }

  /** Transcript ws-origin.md, origin-bad, origin-empty, origin-malformed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.org",
        "null",
        "http://notexample.com",
        "localhost",
        "file://",
        "",
        "http://[::1"
      })
  void aBadOriginIsRefused(String origin) {
    try (var socket =
        WebSocketCommunicator.to(SITE).path("/echo/").host("localhost").origin(origin).connect()) {
      socket.expectDenied(403);
    }
  }

  /** Transcript ws-origin.md, origin-missing. */
  @Test
  void aMissingOriginIsRefused() {
    try (var socket = WebSocketCommunicator.to(SITE).path("/echo/").host("localhost").connect()) {
      socket.expectDenied(403);
    }
  }

  /** Transcript http.md, admin-login-without-csrf. */
  @Test
  void aFormCountsOnlyWithTheTokenOfItsPage() {
    var page = get("/login/").exchange();
    var cookie = page.headers().first("Set-Cookie").orElseThrow().split("[=;]", 3)[1];
    var body = "username=boss&csrfmiddlewaretoken=" + page.text();

    assertThat(login(body).cookie("csrftoken", cookie).exchange().text()).isEqualTo("boss");
    assertThat(login(body).exchange().status()).isEqualTo(403);
    assertThat(login("username=boss").cookie("csrftoken", cookie).exchange().text())
        .isEqualTo("CSRF check failed: no-token\n");
    assertThat(
            login(body).cookie("csrftoken", cookie).header("Origin", "http://evil.org").exchange())
        .satisfies(it -> assertThat(it.text()).isEqualTo("CSRF check failed: bad-origin\n"));
  }

  private static Response page(Request request) {
    return Response.text(Csrf.token(request.scope()));
  }

  private static Response names(Request request) {
    return Response.text(request.form().field("username").orElse(""));
  }

  private static HttpCommunicator get(String path) {
    return HttpCommunicator.to(SITE).host("localhost").path(path);
  }

  private static HttpCommunicator post(String contentType, String body) {
    return get("/api/login/").method("POST").header("Content-Type", contentType).body(body);
  }

  private static HttpCommunicator login(String body) {
    return post(Form.URL_ENCODED, body).path("/login/");
  }
}
