package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which channels a pattern of Python's fnmatch describes; each line was asked of Python 3.11. */
final class LayerConfigTest {

  @ParameterizedTest
  @CsvSource({
    "http.*, http.a!b, true",
    "http.*, https.a, false",
    "*, anything, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "a?c, abcd, false",
    "[ab]c, bc, true",
    "[!ab]c, bc, false",
    "[!ab]c, cc, true",
    "[a-c]x, bx, true",
    "[a-c]x, dx, false",
    "a.c, abc, false",
    "[]a]x, ]x, true",
    "[!]a]x, bx, true",
    "[!]a]x, ]x, false",
    "[!], [!], true",
    "[ab, [ab, true"
  })
  void aGlobIsPythons(String glob, String channel, boolean matches) {
    var config = LayerConfig.defaults().withChannelCapacity(glob, 7);

    assertThat(config.capacityOf(channel)).isEqualTo(matches ? 7 : 100);
  }

  @Test
  void theFirstThatMatchesCounts() {
    var config = LayerConfig.defaults().withChannelCapacity("a*", 1).withChannelCapacity("ab*", 2);

    assertThat(config.capacityOf("abc")).isEqualTo(1);
  }
}
