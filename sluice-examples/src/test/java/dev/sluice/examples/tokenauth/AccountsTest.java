package dev.sluice.examples.tokenauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The form login, by a client with cookies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccountsTest {

  private static final String NOBODY = "{\"username\":null}";

  @AutoClose private final LiveSite site = LiveSite.start();

  @Test
  void aFormLoginLastsUntilTheLogout() throws Exception {
    try (var client = new Client()) {
      assertThat(client.get("whoami/").body()).isEqualTo(NOBODY);
      var login = client.post("login/", "username=testuserone&password=testing123");
      assertThat(login.statusCode()).isEqualTo(200);
      assertThat(login.body()).isEqualTo("{\"username\":\"testuserone\"}");
      assertThat(cookieLine(login, "sessionid"))
          .matches(
              "sessionid=[0-9a-z]{32}; expires=[^;]+ GMT; HttpOnly; Max-Age=1209600; Path=/;"
                  + " SameSite=Lax");
      assertThat(cookieLine(login, "csrftoken"))
          .matches("csrftoken=\\w{32}; expires=[^;]+ GMT; Max-Age=31449600; Path=/; SameSite=Lax");
      assertThat(client.get("whoami/").body()).isEqualTo("{\"username\":\"testuserone\"}");

      var before = client.cookie("sessionid");
      var logout = client.post("logout/", "");
      assertThat(logout.body()).isEqualTo(NOBODY);
      assertThat(cookieLine(logout, "sessionid"))
          .isEqualTo(
              "sessionid=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/;"
                  + " SameSite=Lax");
      client.setCookie("sessionid", before);
      assertThat(client.get("whoami/").body()).isEqualTo(NOBODY);
    }
  }

  @Test
  void eachUserGetsASessionOfTheirOwn() throws Exception {
    try (var client = new Client()) {
      client.get("whoami/");
      client.post("login/", "username=testuserone&password=testing123");
      var first = client.cookie("sessionid");
      client.post("login/", "username=testuserone&password=testing123");
      assertThat(client.cookie("sessionid")).isEqualTo(first);
      client.post("login/", "username=suraj&password=123");
      assertThat(client.cookie("sessionid")).isNotEqualTo(first);

      client.setCookie("sessionid", first);
      assertThat(client.get("whoami/").body()).isEqualTo(NOBODY);
    }
  }

  @Test
  void aLoginWithoutTheTokenAgainstForgeryIsRefused() throws Exception {
    try (var client = new Client()) {
      var refused = client.post("login/", "username=testuserone&password=testing123");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.headers().allValues("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void aWrongPasswordAndAMissingFieldAreSaid() throws Exception {
    try (var client = new Client()) {
      client.get("whoami/");
      var wrong = client.post("login/", "username=testuserone&password=x");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body())
          .isEqualTo("{\"non_field_errors\":[\"Unable to log in with provided credentials.\"]}");
      var missing = client.post("login/", "username=testuserone");
      assertThat(missing.statusCode()).isEqualTo(400);
      assertThat(missing.body()).isEqualTo("{\"password\":[\"This field is required.\"]}");
      assertThat(client.get("whoami/").body()).isEqualTo(NOBODY);
    }
  }

  @Test
  void otherMethodsAreRefusedWithTheOnesThereAre() throws Exception {
    try (var client = new Client()) {
      var refused = client.get("login/");
      assertThat(refused.statusCode()).isEqualTo(405);
      assertThat(refused.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
    }
  }

  @Test
  void oneConnectionTakesManyRequests() throws IOException {
    var loopback =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), site.address().getPort());
    try (var client = new RawClient(loopback)) {
      for (var i = 0; i < 3; i++) {
        client.send("GET /accounts/whoami/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.answer("GET").body()).isEqualTo(NOBODY);
      }
    }
  }

  private static String cookieLine(HttpResponse<String> response, String name) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(line -> line.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  /** A browser's manners without a browser: it keeps cookies, and copies one into a header. */
  private final class Client implements AutoCloseable {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    HttpResponse<String> get(String path) throws Exception {
      return http.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String form) throws Exception {
      var request =
          request(path)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .header("X-CSRFToken", cookie("csrftoken"))
              .POST(BodyPublishers.ofString(form));
      return http.send(request.build(), BodyHandlers.ofString());
    }

    String cookie(String name) {
      return cookies.getCookieStore().getCookies().stream()
          .filter(it -> it.getName().equals(name))
          .map(HttpCookie::getValue)
          .findFirst()
          .orElse("");
    }

    void setCookie(String name, String value) {
      var cookie = new HttpCookie(name, value);
      cookie.setPath("/");
      cookie.setVersion(0);
      cookies.getCookieStore().add(site.http("/"), cookie);
    }

    private HttpRequest.Builder request(String path) {
      return HttpRequest.newBuilder(site.http("/accounts/" + path));
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
