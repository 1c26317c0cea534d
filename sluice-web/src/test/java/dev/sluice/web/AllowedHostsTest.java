package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AllowedHostsTest {

  private static final List<List<String>> SETTINGS =
      List.of(
          List.of(),
          List.of("*"),
          List.of("example.com"),
          List.of(".example.com"),
          List.of("EXAMPLE.com", "[::1]", "127.0.0.1"));
  private static final List<String> HOSTS =
      List.of(
          "example.com",
          "EXAMPLE.COM",
          "example.com.",
          "example.com:8000",
          "example.com.:80",
          "www.example.com",
          "a.b.example.com:1",
          "notexample.com",
          "example.com.evil.org",
          ".example.com",
          "localhost",
          "localhost:8000",
          "app.localhost",
          "127.0.0.1",
          "127.0.0.1:8000",
          "[::1]",
          "[::1]:8000",
          "[::1",
          "::1",
          "[fe80::1%25eth0]",
          "[::ffff:127.0.0.1]",
          "",
          ".",
          ":80",
          "example.com:",
          "example.com:x",
          "example.com:80:80",
          "user@example.com",
          "example.com/path",
          "exa mple.com",
          "ex_ample.com",
          "example.com, evil.org",
          "\u00e9xample.com");

  @Test
  void allowsExactlyWhatDjangoAllows() {
    var questions = new ArrayList<Map<String, Object>>();
    var answers = new ArrayList<Boolean>();
    for (var debug : List.of(true, false)) {
      for (var allowed : SETTINGS) {
        for (var host : HOSTS) {
          questions.add(Map.of("debug", debug, "allowed", allowed, "host", host));
          answers.add(new AllowedHosts(allowed, debug).allows(host));
        }
      }
    }

    var django = DjangoScript.ask("/django/hosts.py", questions);

    for (var i = 0; i < questions.size(); i++) {
      assertThat(answers.get(i))
          .as(questions.get(i).toString())
          .isEqualTo(django.get(i).asBoolean());
    }
  }

  @Test
  void answersABadHostWith400() {
    var hosts = new AllowedHosts(List.of("example.com"), false);
    var headers = Headers.of("Host", "evil.org");

    assertThat(Served.by(hosts.wrap(Served.OK), Scopes.get(headers)).status()).isEqualTo(400);
    assertThat(Served.by(hosts.wrap(Served.OK), Scopes.webSocket(headers)).status()).isEqualTo(400);
  }

  @Test
  void refusesSeveralHostsAndNone() {
    var hosts = new AllowedHosts(List.of("*"), false);
    var twice = Headers.of("Host", "a.org").with("Host", "a.org");

    assertThat(Served.by(hosts.wrap(Served.OK), Scopes.get(twice)).status()).isEqualTo(400);
    assertThat(Served.by(hosts.wrap(Served.OK), Scopes.get(Headers.none())).status())
        .isEqualTo(400);
  }

  @Test
  void tellsTheApplicationTheHostItAllowed() {
    var hosts = new AllowedHosts(List.of("example.com"), false);

    var served =
        Served.by(
            hosts.wrap(
                (scope, inbox, outbox) -> {
                  assertThat(AllowedHosts.host(scope)).isEqualTo("Example.com:8000");
                  Served.OK.serve(scope, inbox, outbox);
                }),
            Scopes.get(Headers.of("Host", "Example.com:8000")));

    assertThat(served.status()).isEqualTo(200);
  }

  @Test
  void logsTheHostAndTheWayOut() {
    try (var log = new LogLines(AllowedHosts.class)) {
      var hosts = new AllowedHosts(List.of(), false);

      Served.by(hosts.wrap(Served.OK), Scopes.get(Headers.of("Host", "Evil.org:8000")));
      Served.by(hosts.wrap(Served.OK), Scopes.get(Headers.of("Host", "%s\u00e9")));

      assertThat(log.lines())
          .containsExactly(
              "WARN c1 refused: its Host header is 'Evil.org:8000'; to serve it, add 'evil.org' to the allowed hosts (SLUICE_ALLOWED_HOSTS)",
              "WARN c1 refused: its Host header is '%s\\u00e9', which is no host");
    }
  }
}
