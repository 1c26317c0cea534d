package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Account;
import dev.sluice.auth.Credentials;
import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class DjangoSessionAuthHashTest {

  static List<Case> hashes() {
    return Vectors.of("session_auth_hash");
  }

  @ParameterizedTest
  @MethodSource("hashes")
  void hashesAreDjangos(Case it) {
    var fallbacks = it.at("fallbacks").valueStream().map(JsonNode::asString).toList();
    var hash = new DjangoSessionAuthHash(new SecretKeys(it.text("secret_key"), fallbacks));
    var credentials = credentials(it.text("encoded"));
    assertThat(hash.of(credentials)).isEqualTo(it.text("hash"));
    assertThat(hash.matches(credentials, it.text("hash"))).isTrue();
    assertThat(it.at("fallback_hashes").valueStream().map(JsonNode::asString))
        .hasSameSizeAs(fallbacks)
        .allMatch(remembered -> hash.matches(credentials, remembered));
    assertThat(hash.matches(credentials, it.text("legacy_sha1"))).isFalse();
    assertThat(hash.matches(credentials, "")).isFalse();
    assertThat(hash.matches(credentials(it.text("encoded") + "x"), it.text("hash"))).isFalse();
  }

  static List<Case> hashesOfDjango32() {
    return Vectors.ofDjango32("session_auth_hash");
  }

  @ParameterizedTest
  @MethodSource("hashesOfDjango32")
  void olderHashesHoldWhereThatIsAllowed(Case it) {
    var hash = new DjangoSessionAuthHash(SecretKeys.of(it.text("secret_key")), LegacyHashing.READ);
    var credentials = credentials(it.text("encoded"));
    assertThat(hash.of(credentials)).isEqualTo(it.text("hash"));
    assertThat(hash.matches(credentials, it.text("hash"))).isTrue();
    assertThat(hash.matches(credentials, it.text("legacy_sha1"))).isTrue();
    assertThat(hash.matches(credentials(it.text("encoded") + "x"), it.text("legacy_sha1")))
        .isFalse();
  }

  private static Credentials credentials(String encoded) {
    var account =
        new Account("1", "a", "", "", "", true, false, false, Instant.EPOCH, Optional.empty());
    return new Credentials(account, encoded);
  }
}
