package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Headers;
import dev.sluice.MissingAttributeException;
import dev.sluice.vectors.Vectors;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CookiesTest {

  /** Channels reads the first line only, so its answer to this case is not the one wanted. */
  private static final String SEVERAL_LINES = "two-headers";

  static List<Vectors.Case> cases() {
    return Vectors.of("cookies");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsWhatDjangoReads(Vectors.Case it) {
    var lines = it.at("headers").valueStream().map(line -> line.get("text").asString()).toList();

    var cookies = Cookies.parse(Scopes.headers("cookie", lines));

    assertThat(cookies.values())
        .isEqualTo(it.text("id").equals(SEVERAL_LINES) ? Map.of("a", "3", "b", "2") : values(it));
  }

  @Test
  void joinsTheLinesOfAnHttp2Client() {
    var headers = Headers.of("cookie", "a=1").with("Cookie", "sessionid=s").with("COOKIE", "b=2");

    assertThat(Cookies.parse(headers).find("sessionid")).contains("s");
    assertThat(Cookies.parse(headers).values()).hasSize(3);
  }

  /** Which makes half a character of UTF-8 vanish, but the port must agree with the original. */
  @Test
  void losesTheSpacesThatPythonStrips() {
    var cookies = Cookies.parse(Headers.of("Cookie", "a=\u00a0b\u0085;\tc\u00a0=\u00c3\u00a0"));

    assertThat(cookies.values()).isEqualTo(Map.of("a", "b", "c", "\u00c3"));
  }

  @Test
  void areInTheScopeBehindTheMiddleware() {
    var served =
        Served.by(
            new CookieMiddleware()
                .wrap(
                    (scope, inbox, outbox) -> {
                      assertThat(Cookies.of(scope).find("a")).contains("1");
                      Served.OK.serve(scope, inbox, outbox);
                    }),
            Scopes.webSocket(Headers.of("Cookie", "a=1")));

    assertThat(served.status()).isEqualTo(101);
  }

  @Test
  void areReadOnceOnly() {
    var outer = new Cookies(Map.of("a", "outer"));
    var scope = Scopes.get(Headers.of("Cookie", "a=inner")).with(Cookies.KEY, outer);

    var served =
        Served.by(
            new CookieMiddleware()
                .wrap(
                    (inside, inbox, outbox) -> {
                      assertThat(Cookies.of(inside)).isSameAs(outer);
                      Served.OK.serve(inside, inbox, outbox);
                    }),
            scope);

    assertThat(served.status()).isEqualTo(200);
  }

  @Test
  void nameTheMiddlewareThatIsMissing() {
    var scope = Scopes.get(Headers.none());

    assertThatThrownBy(() -> Cookies.of(scope))
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContaining("CookieMiddleware");
  }

  @Test
  void doNotPrintTheirValues() {
    assertThat(Cookies.parse(Headers.of("Cookie", "sessionid=secret")))
        .hasToString("Cookies[sessionid]");
  }

  private static Map<String, String> values(Vectors.Case it) {
    return it.at("cookies").properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString()));
  }
}
