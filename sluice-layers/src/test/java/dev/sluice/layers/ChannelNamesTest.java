package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.vectors.Vectors;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ChannelNamesTest {

  static List<Vectors.Case> names() {
    return Vectors.of("channel_names");
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesAreThoseThatChannelsTakes(Vectors.Case it) {
    var name = it.text("name");

    assertThat(takes(ChannelNames::requireChannel, name)).isEqualTo(it.at("channel").asBoolean());
    assertThat(takes(ChannelNames::requireQueue, name)).isEqualTo(it.at("receive").asBoolean());
    assertThat(takes(ChannelNames::requireGroup, name)).isEqualTo(it.at("group").asBoolean());
  }

  @Test
  void noCaseIsMissing() {
    assertThat(names()).hasSizeGreaterThan(95);
  }

  @Test
  void aBadNameIsToldWithWhatWasExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChannelNames.requireGroup("room 1\n!"))
        .withMessage(
            "the group's name is 'room 1?!' (expected: fewer than 100 letters of ASCII, digits,"
                + " hyphens, underscores and periods)");
  }

  private static boolean takes(UnaryOperator<String> check, String name) {
    try {
      return check.apply(name).equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
