package dev.sluice.examples.tokenauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
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
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A Django of Debian's packages and this site, side by side on the database that migrate made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DjangoTest {

  private static final Pattern HIDDEN_FIELD =
      Pattern.compile("name=\"csrfmiddlewaretoken\" value=\"([^\"]+)\"");

  private LiveSite site;
  private Django django;

  @BeforeAll
  void start() throws Exception {
    Python.require(
        "python3-django python3-djangorestframework", "django", "rest_framework.authtoken");
    site = LiveSite.start(Map.of("SLUICE_PASSWORDS_ITERATIONS", "260000"));
    site.manage(
        Map.of("SLUICE_SUPERUSER_PASSWORD", "correct horse battery"),
        "createsuperuser",
        "--no-input",
        "--username",
        "root",
        "--email",
        "root@example.com");
    var migrated = Python.output(script("migrate"));
    assertThat(migrated).contains("Applying admin.0001_initial... OK").doesNotContain("auth.0");
    django = new Django(script("serve"));
  }

  @AfterAll
  void stop() throws Exception {
    django.close();
    site.close();
  }

  @Test
  @Order(1)
  void djangoFindsNothingToChangeInTheTables() throws Exception {
    assertThat(Python.output(script("makemigrations"))).contains("No changes detected");
  }

  @Test
  @Order(2)
  void djangosAdministrationLogsInWhomCreatesuperuserMade() throws Exception {
    var welcome = django.logIn("root", "correct horse battery");
    assertThat(welcome.uri().getPath()).isEqualTo("/admin/");
    assertThat(welcome.body()).contains("Site administration").contains("Users");
  }

  @Test
  @Order(3)
  void aUserThatDjangoMadeGetsATokenHereAndTalks() throws Exception {
    django.logIn("root", "correct horse battery");
    var made =
        django.post(
            "/admin/auth/user/add/",
            Map.of("username", "newbie", "password1", "T4lk-to-me", "password2", "T4lk-to-me"));
    assertThat(made.body()).contains("newbie");

    var login =
        django.http.send(
            HttpRequest.newBuilder(site.http("/api/login/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=newbie&password=T4lk-to-me"))
                .build(),
            BodyHandlers.ofString());
    assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
    assertThat(login.body()).isEqualTo("{\"token\":\"%s\"}".formatted(site.token("newbie")));
    try (var client = new RawClient(site.address())) {
      client.send(
          "GET /?token=%s HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
                  .formatted(site.token("newbie"))
              + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      assertThat(client.answer("GET").status()).isEqualTo(101);
    }
  }

  @Test
  @Order(4)
  void aSessionOfOneIsASessionOfTheOther() throws Exception {
    django.logIn("root", "correct horse battery");
    var here = HttpRequest.newBuilder(site.http("/accounts/whoami/"));
    here.header("Cookie", "sessionid=" + django.cookie("sessionid"));
    try (var plain = HttpClient.newHttpClient()) {
      assertThat(plain.send(here.build(), BodyHandlers.ofString()).body())
          .isEqualTo("{\"username\":\"root\"}");

      var key = logInHere(plain, "testuserone", "testing123");
      var there =
          HttpRequest.newBuilder(django.url("/whoami/")).header("Cookie", "sessionid=" + key);
      assertThat(plain.send(there.build(), BodyHandlers.ofString()).body())
          .isEqualTo("{\"username\": \"testuserone\"}");
    }
  }

  private String logInHere(HttpClient plain, String username, String password) throws Exception {
    var whoami = HttpRequest.newBuilder(site.http("/accounts/whoami/")).build();
    var csrf = setCookie(plain.send(whoami, BodyHandlers.ofString()), "csrftoken");
    var login =
        HttpRequest.newBuilder(site.http("/accounts/login/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Cookie", "csrftoken=" + csrf)
            .header("X-CSRFToken", csrf)
            .POST(
                BodyPublishers.ofString(form(Map.of("username", username, "password", password))));
    return setCookie(plain.send(login.build(), BodyHandlers.ofString()), "sessionid");
  }

  private ProcessBuilder script(String command) throws IOException {
    var script = Python.script("django_site.py", site.database().toString(), command);
    script.environment().put("SLUICE_SECRET_KEY", LiveSite.SECRET_KEY);
    return script;
  }

  private static String setCookie(HttpResponse<String> response, String name) {
    return response.headers().allValues("Set-Cookie").stream()
        .flatMap(line -> HttpCookie.parse(line).stream())
        .filter(cookie -> cookie.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** A running Django, and a browser's manners towards it. */
  private static final class Django implements AutoCloseable {

    private final Process process;
    private final int port;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
        HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Django(ProcessBuilder script) throws IOException {
      process = script.start();
      BufferedReader printed = process.inputReader();
      port = Integer.parseInt(String.valueOf(printed.readLine()));
    }

    HttpResponse<String> logIn(String username, String password) throws Exception {
      return post("/admin/login/?next=/admin/", Map.of("username", username, "password", password));
    }

    /** Fills in the form that is at a path. */
    HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
      var page =
          http.send(HttpRequest.newBuilder(url(path)).build(), BodyHandlers.ofString()).body();
      var all = new LinkedHashMap<>(fields);
      HIDDEN_FIELD
          .matcher(page)
          .results()
          .limit(1)
          .forEach(it -> all.put("csrfmiddlewaretoken", it.group(1)));
      var request =
          HttpRequest.newBuilder(url(path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form(all)));
      return http.send(request.build(), BodyHandlers.ofString());
    }

    String cookie(String name) {
      var found = cookies.getCookieStore().getCookies();
      return List.copyOf(found).stream()
          .filter(it -> it.getName().equals(name))
          .map(HttpCookie::getValue)
          .findFirst()
          .orElseThrow();
    }

    URI url(String path) {
      return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close(); // the script ends with its input
      http.close();
      process.onExit().join();
    }
  }
}
