package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SignedCookieSessionStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  static Stream<Case> encode() {
    return of(Vectors.of("sessions"), "encode");
  }

  @ParameterizedTest
  @MethodSource("encode")
  void cookiesAreDjangos(Case it) {
    var store = store(it, LegacyHashing.REFUSED);
    var session = new SessionRecord("", SessionCodecTest.parsed(it.text("json")), Instant.MAX);
    if (it.text("session_data").length() > SignedCookieSessionStore.LARGEST - 20) {
      assertThatThrownBy(() -> store.keyOf(session)).isInstanceOf(SessionTooLargeException.class);
      return;
    }
    var key = store.keyOf(session);
    assertThat(key.startsWith(".")).isEqualTo(it.at("compressed").asBoolean());
    if (!key.startsWith(".")) {
      assertThat(key).isEqualTo(it.text("session_data"));
    }
    assertThat(json(store, key)).isEqualTo(PythonJson.write(session.values()));
  }

  static Stream<Case> decode() {
    return of(Vectors.of("sessions"), "decode");
  }

  /** Where the value is no object, Django takes it for a session and fails when it is used. */
  @ParameterizedTest
  @MethodSource("decode")
  void cookiesAreReadAsDjangoDoes(Case it) {
    var expected = it.at("error").isMissingNode() ? it.text("json") : "{}";
    assertThat(json(store(it, LegacyHashing.REFUSED), it.text("session_data"))).isEqualTo(expected);
  }

  static Stream<Case> decodeAsDjango32() {
    return of(Vectors.ofDjango32("sessions"), "decode")
        .filter(it -> it.at("error").isMissingNode() && it.at("fallbacks").isEmpty());
  }

  @ParameterizedTest
  @MethodSource("decodeAsDjango32")
  void olderCookiesAreReadWhereThatIsAllowed(Case it) {
    assertThat(json(store(it, LegacyHashing.READ), it.text("session_data")))
        .isEqualTo(it.text("json"));
  }

  @Test
  void aCookieEndsWhenItsSessionSays() {
    var key = at(NOW).keyOf(record(Map.of("_session_expiry", 60)));

    assertThat(at(NOW.plusSeconds(60)).find(key).orElseThrow().expires())
        .isEqualTo(NOW.plusSeconds(60));
    assertThat(at(NOW.plusSeconds(61)).find(key)).isEmpty();
  }

  @Test
  void aCookieEndsWithItsAgeWhateverItsSessionSays() {
    var key = at(NOW).keyOf(record(Map.of("_session_expiry", 9_999_999)));

    assertThat(at(NOW.plus(Duration.ofDays(14))).find(key)).isPresent();
    assertThat(at(NOW.plus(Duration.ofDays(14)).plusMillis(1)).find(key)).isEmpty();
  }

  @Test
  void aSessionThatBrowsersWouldDropIsRefused() {
    var noise =
        new Random(7)
            .ints(8000, 'a', 'z')
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    assertThatThrownBy(() -> at(NOW).keyOf(record(Map.of("noise", noise))))
        .isInstanceOf(SessionTooLargeException.class)
        .hasMessageContaining("expected: at most 4096")
        .hasMessageContaining("signed_cookies");
  }

  @Test
  void nothingIsKeptHere() {
    var store = at(NOW);
    var session = record(Map.of("a", 1));
    assertThat(store.insert(session)).isTrue();
    assertThat(store.update(session)).isTrue();
    store.delete(store.keyOf(session));
    assertThat(store.clearExpired()).isZero();
    assertThat(store.find("k".repeat(32))).isEmpty();
  }

  private static SessionRecord record(Map<String, @Nullable Object> values) {
    return new SessionRecord("k".repeat(32), values, NOW);
  }

  private static SignedCookieSessionStore at(Instant now) {
    return new SignedCookieSessionStore(
        SecretKeys.of("key"), SessionConfig.defaults(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static SignedCookieSessionStore store(Case it, LegacyHashing legacy) {
    return new SignedCookieSessionStore(
        SessionCodecTest.keys(it), SessionConfig.defaults(), SessionCodecTest.clock(it), legacy);
  }

  private static String json(SignedCookieSessionStore store, String key) {
    return PythonJson.write(store.find(key).map(SessionRecord::values).orElseGet(Map::of));
  }

  private static Stream<Case> of(List<Case> cases, String op) {
    return cases.stream()
        .filter(it -> it.text("backend").equals("signed_cookies") && it.text("op").equals(op));
  }
}
