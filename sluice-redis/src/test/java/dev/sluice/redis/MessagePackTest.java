package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.Bytes;
import dev.sluice.layers.MessageFormatException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What comes over the wire is bounded, and refused without being told. */
final class MessagePackTest {

  @Test
  void aLengthIsNotBelievedWithoutItsBytes() {
    assertRefused("dd7fffffff", "a length beyond its end");
    assertRefused("df7fffffff", "a length beyond its end");
    assertRefused("db7fffffff61", "a length beyond its end");
    assertRefused("c67fffffff61", "a length beyond its end");
    assertRefused("c97fffffff0161", "a length beyond its end");
    assertRefused("ddffffffff", "what is no MessagePack");
  }

  @Test
  void whatIsTooDeepIsRefusedBothWays() {
    assertThat(MessagePackReader.read(lists(511))).isInstanceOf(List.class);
    assertThatExceptionOfType(MessageFormatException.class)
        .isThrownBy(() -> MessagePackReader.read(lists(100_000)))
        .withMessageContaining("deeper than 511");

    Object deep = 1L;
    for (var depth = 0; depth < 600; depth++) {
      deep = List.of(deep);
    }
    assertUnwritable(deep, "deeper than 511");
  }

  @Test
  void whatIsTooLargeIsRefused() {
    var large = new byte[MessagePackReader.MOST_BYTES + 1];
    assertThatExceptionOfType(MessageFormatException.class)
        .isThrownBy(() -> MessagePackReader.read(large))
        .withMessageContaining("16777217 bytes (expected: at most 16777216)");
    var fits = MessagePackWriter.write("x".repeat(MessagePackReader.MOST_BYTES - 5));
    assertThat(fits).hasSize(MessagePackReader.MOST_BYTES);
    assertThat((String) MessagePackReader.read(fits)).hasSize(fits.length - 5);
  }

  @Test
  void whatIsWrongIsToldAndNotWhatWasIn() {
    assertRefused("81a6736563726574a1ff", "text that is not UTF-8");
    assertRefused("81a6736563726574a3eda080", "text that is not UTF-8");
    assertRefused("a6736563726574c0", "1 bytes behind its end (expected: none)");
    assertRefused("8190a6736563726574", "a map's key that is neither text nor bytes");
    assertRefused("81c0a6736563726574", "a map's key that is neither text nor bytes");
    assertRefused("92a6736563726574", "what is no MessagePack, or is cut off");
  }

  @Test
  void whatHasNoFormIsRefusedWhenItIsWritten() {
    assertUnwritable("secret \ud83d", "half of a surrogate pair");
    assertUnwritable(BigInteger.TWO.pow(64), "a whole number is too large");
    assertUnwritable(BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE), "too large");
    assertUnwritable(Map.of("key", Optional.of("secret")), "a value is a Optional");
  }

  @Test
  void anyBytesAreReadOrRefusedAndNothingElse() {
    var random = new Random(7);
    var sample =
        MessagePackWriter.write(
            Map.of("type", "a.b", "list", List.of(1L, 2.5, true, Bytes.utf8("b"), "text")));
    for (var times = 0; times < 50_000; times++) {
      var bytes = Arrays.copyOf(sample, random.nextInt(sample.length + 2));
      for (var change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      readOrRefuse(bytes);
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      MessagePackReader.read(bytes);
    } catch (MessageFormatException e) {
      assertThat(e).hasMessageContaining("expected: ");
    }
  }

  /** So many lists, one within the other. */
  private static byte[] lists(int depth) {
    var bytes = new byte[depth + 1];
    Arrays.fill(bytes, (byte) 0x91);
    bytes[depth] = 1;
    return bytes;
  }

  private static void assertRefused(String hex, String problem) {
    assertThatExceptionOfType(MessageFormatException.class)
        .isThrownBy(() -> MessagePackReader.read(HexFormat.of().parseHex(hex)))
        .withMessageContaining(problem)
        .withMessageNotContaining("secret");
  }

  private static void assertUnwritable(@Nullable Object value, String problem) {
    assertThatExceptionOfType(MessageFormatException.class)
        .isThrownBy(() -> MessagePackWriter.write(value))
        .withMessageContaining(problem)
        .withMessageNotContaining("secret");
  }
}
