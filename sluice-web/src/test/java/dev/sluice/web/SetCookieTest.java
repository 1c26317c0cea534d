package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Headers;
import dev.sluice.vectors.Vectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class SetCookieTest {

  /**
   * Refused on purpose where the original writes a header: {@code samesite-none} is a cookie that
   * browsers drop, {@code value-unicode} is no header field that a server can send. The other two
   * the original refuses too.
   */
  private static final Set<String> REFUSED =
      Set.of("samesite-none", "value-unicode", "samesite-bad", "key-bad");

  static List<Vectors.Case> cases() {
    return Vectors.of("set_cookie").stream()
        .filter(it -> !REFUSED.contains(it.text("id")))
        .toList();
  }

  static List<Vectors.Case> refused() {
    return Vectors.of("set_cookie").stream().filter(it -> REFUSED.contains(it.text("id"))).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesWhatDjangoWrites(Vectors.Case it) {
    assertThat(cookie(it).header()).isEqualTo(djangoForm(it.at("headers").get(0).asString()));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatNoBrowserShouldGet(Vectors.Case it) {
    assertThatThrownBy(() -> cookie(it)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a=b", "a;b", "é", "a\n"})
  void refusesNamesThatAreNoTokens(String name) {
    assertThatThrownBy(() -> SetCookie.of(name, "v")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\nSet-Cookie: a=b", "\0", "\u007f", "\u0100"})
  void refusesValuesThatNoHeaderFieldHolds(String value) {
    assertThatThrownBy(() -> SetCookie.of("a", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("Set-Cookie");
  }

  @Test
  void refusesAttributesThatWouldBeginOthers() {
    var cookie = SetCookie.of("a", "b");

    assertThatThrownBy(() -> cookie.withPath("/; Domain=evil.org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookie.withDomain("a;b")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsThePromiseOfAHostPrefix() {
    var cookie = SetCookie.of("__Host-id", "x");

    assertThat(cookie.header()).isEqualTo("__Host-id=x; Path=/; SameSite=Lax; Secure");
    assertThatThrownBy(() -> cookie.withPath("/p")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookie.withDomain("example.com"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> cookie.withSecure(false)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mayBelongToOtherSitesIfSecure() {
    var cookie = SetCookie.of("a", "b").withSecure(true).withSameSite(SameSite.NONE);

    assertThat(cookie.header()).isEqualTo("a=b; Path=/; SameSite=None; Secure");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b c", "b;c,d", "b\"c\\", "\u00e9=\u00ff", "\\101", "a=b"})
  void isReadBackAsItWas(String value) {
    var text = SetCookie.of("a", value).withPath("").withSameSite(SameSite.UNSPECIFIED).header();

    assertThat(Cookies.parse(Headers.of("Cookie", text)).find("a")).contains(value);
  }

  @Test
  void goesIntoAnAnswerBesideOthers() {
    var headers = SetCookie.of("b", "2").addTo(SetCookie.of("a", "1").addTo(Headers.none()));

    assertThat(headers.all("Set-Cookie"))
        .containsExactly("a=1; Path=/; SameSite=Lax", "b=2; Path=/; SameSite=Lax");
  }

  @Test
  void doesNotPrintItsValue() {
    assertThat(SetCookie.of("sessionid", "secret")).hasToString("SetCookie[sessionid]");
  }

  /** Channels writes {@code lax} and the date of a deletion with dashes; Django does not. */
  private static String djangoForm(String channelsForm) {
    return channelsForm
        .replace("SameSite=lax", "SameSite=Lax")
        .replace("01-Jan-1970", "01 Jan 1970");
  }

  private static SetCookie cookie(Vectors.Case it) {
    var args = it.at("args");
    var name = args.get("key").asString();
    var now = Instant.ofEpochSecond(it.at("now").asLong());
    var cookie =
        it.text("op").equals("delete_cookie")
            ? SetCookie.deletion(name)
            : SetCookie.of(name, args.get("value").asString());
    if (args.has("max_age")) {
      var time = Duration.ofSeconds(args.get("max_age").asLong());
      cookie = cookie.lasting(time, Clock.fixed(now, ZoneOffset.UTC));
    }
    if (args.has("expires")) {
      var format = DateTimeFormatter.RFC_1123_DATE_TIME;
      var time = ZonedDateTime.parse(args.get("expires").asString(), format);
      cookie = cookie.withExpires(time.toInstant());
    }
    return cookie
        .withPath(text(args, "path", "/"))
        .withDomain(text(args, "domain", ""))
        .withSecure(args.path("secure").asBoolean(false))
        .withHttpOnly(args.path("httponly").asBoolean(false))
        .withSameSite(sameSite(args));
  }

  private static SameSite sameSite(JsonNode args) {
    var text = text(args, "samesite", "lax");
    return text.isEmpty() ? SameSite.UNSPECIFIED : SameSite.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static String text(JsonNode args, String name, String byDefault) {
    if (!args.has(name)) {
      return byDefault;
    }
    return args.get(name).isNull() ? "" : args.get(name).asString();
  }
}
