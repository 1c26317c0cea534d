package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ConnectionScope;
import dev.sluice.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginPolicyTest {

  private static final OriginPolicy OWN = new OriginPolicy(List.of());
  private static final OriginPolicy TRUSTING =
      new OriginPolicy(
          List.of("https://a.org", "https://*.b.org", "http://*.c.org:81", "https://D.org:443"));

  @ParameterizedTest
  @CsvSource({
    "ws, example.com, http://example.com, true",
    "ws, example.com:80, http://example.com, true",
    "ws, Example.com, http://example.com, true",
    "wss, example.com, https://example.com, true",
    "wss, example.com, https://example.com:443, true",
    "ws, 127.0.0.1:8000, http://127.0.0.1:8000, true",
    "ws, [::1]:8000, http://[::1]:8000, true",
    "wss, example.com, http://example.com, false",
    "ws, example.com, https://example.com, false",
    "ws, example.com:8000, http://example.com, false",
    "ws, example.com, http://example.com:8000, false",
    "ws, example.com, http://www.example.com, false",
    "ws, example.com, ws://example.com, false",
    "ws, example.com, http://evil.org, false",
    "ws, example.com, null, false",
    "ws, example.com, http://example.com/, false",
    "ws, example.com, http://user@example.com, false",
    "ws, example.com, //example.com, false",
    "ws, evil.org/example.com, http://evil.org, false",
    "ws, example.com, 'http://example.com, http://example.com', false",
  })
  void allowsTheConnectionsOwnOrigin(String scheme, String host, String origin, boolean allowed) {
    assertThat(OWN.allows(connection(scheme, host, origin))).isEqualTo(allowed);
  }

  @Test
  void doesTheSameForHttp() {
    var headers = Headers.of("Host", "example.com").with("Origin", "https://example.com");

    assertThat(OWN.allows(Scopes.http("POST", "https", "/", headers))).isTrue();
    assertThat(OWN.allows(Scopes.http("POST", "http", "/", headers))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.org, true",
    "https://A.org:443, true",
    "http://a.org, false",
    "https://a.org:8443, false",
    "https://x.a.org, false",
    "https://b.org, true",
    "https://x.b.org, true",
    "https://x.y.b.org, true",
    "http://x.b.org, false",
    "https://notb.org, false",
    "https://x.b.org:8443, false",
    "http://x.c.org:81, true",
    "http://x.c.org, false",
    "https://d.org, true",
  })
  void allowsWhatIsTrusted(String origin, boolean allowed) {
    assertThat(TRUSTING.allows(connection("wss", "example.com", origin))).isEqualTo(allowed);
  }

  @Test
  void allowsNoConnectionWithoutAnOriginOrWithTwo() {
    var host = Headers.of("Host", "example.com");
    var twice = host.with("Origin", "http://example.com").with("Origin", "http://example.com");

    assertThat(OWN.allows(Scopes.webSocket(host))).isFalse();
    assertThat(OWN.allows(Scopes.webSocket(twice))).isFalse();
  }

  @Test
  void knowsNoOwnOriginWithoutAHostOrWithTwo() {
    var origin = Headers.of("Origin", "http://example.com");
    var twice = origin.with("Host", "example.com").with("Host", "example.com");

    assertThat(OWN.allows(Scopes.webSocket(origin))).isFalse();
    assertThat(OWN.allows(Scopes.webSocket(twice))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "example.com",
        "https://",
        "https://*",
        "*.b.org",
        "https://.b.org",
        "https://a.org/"
      })
  void refusesToTrustWhatIsNoOrigin(String entry) {
    assertThatThrownBy(() -> new OriginPolicy(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + entry + "'")
        .hasMessageContaining("https://example.com");
  }

  private static ConnectionScope connection(String scheme, String host, String origin) {
    return Scopes.webSocket(scheme, Headers.of("Host", host).with("Origin", origin));
  }
}
