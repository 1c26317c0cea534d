package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.layers.MessageFormatException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EncryptionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration OLDEST = Duration.ofSeconds(70);

  /** Of a length whose token has no padding, so that each of its letters counts. */
  private static final byte[] PLAIN = "secret ".repeat(5).getBytes(UTF_8);

  @Test
  void theFirstKeyEncryptsAndAllDecrypt() {
    var token = with("new", "old").encrypt(PLAIN, NOW);

    assertThat(new String(token, UTF_8)).doesNotContain("secret").startsWith("gAAAA");
    assertThat(with("other", "new").decrypt(token, NOW, OLDEST)).isEqualTo(PLAIN);
    assertThat(with("new").decrypt(token)).isEqualTo(PLAIN);
    assertRefused(token, with("old"));
  }

  @Test
  void eachTokenIsAnother() {
    assertThat(with("key").encrypt(PLAIN, NOW)).isNotEqualTo(with("key").encrypt(PLAIN, NOW));
  }

  @Test
  void aTokenThatWasChangedAnywhereIsRefused() {
    var token = with("key").encrypt(PLAIN, NOW);
    for (var at = 0; at < token.length; at++) {
      var changed = token.clone();
      changed[at] = (byte) (changed[at] == 'A' ? 'E' : 'A');
      assertRefused(changed, with("key"));
    }
    assertRefused(new byte[0], with("key"));
    assertRefused("gAAAA".getBytes(UTF_8), with("key"));
    assertRefused(PLAIN, with("key"));
  }

  @Test
  void withoutKeysNothingIsEncrypted() {
    assertThat(with().encrypt(PLAIN, NOW)).isEqualTo(PLAIN);
    assertThat(with().decrypt(PLAIN, NOW, OLDEST)).isEqualTo(PLAIN);
  }

  private static void assertRefused(byte[] token, Encryption keys) {
    assertThatExceptionOfType(MessageFormatException.class)
        .isThrownBy(() -> keys.decrypt(token, NOW, OLDEST))
        .withMessageContaining("it cannot be decrypted");
  }

  private static Encryption with(String... keys) {
    return new Encryption(List.of(keys), new SecureRandom());
  }
}
