package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.layers.MessageFormatException;
import dev.sluice.redis.MessagePackReader.Extension;
import dev.sluice.vectors.Vectors;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both stacks answered all these cases alike, so nothing is read in two ways. */
final class MessagePackVectorsTest {

  private static final HexFormat HEX = HexFormat.of();

  /** The layer's expiry of a minute, and ten seconds. */
  private static final Duration OLDEST = Duration.ofSeconds(70);

  static List<Vectors.Case> cases() {
    return Vectors.of("msgpack");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bytesAreThoseOfPython(Vectors.Case it) {
    switch (it.text("op")) {
      case "pack" -> pack(it);
      case "unpack" -> unpack(it);
      case "double" -> assertThat(hex(Double.valueOf(it.text("number")))).isEqualTo(it.text("hex"));
      case "fernet" -> fernet(it);
      case "hash" ->
          assertThat(new Ring(it.at("ring_size").asInt()).indexOf(it.text("value")))
              .isEqualTo(it.at("index").asInt());
      default -> throw new AssertionError(it.text("op"));
    }
  }

  @Test
  void noCaseIsMissing() {
    assertThat(cases()).hasSize(155);
    assertThat(Vectors.ofDjango32("msgpack")).hasSize(155);
  }

  private static void pack(Vectors.Case it) {
    var message = WireValues.of(it.at("message"));
    if (it.json().has("error")) {
      assertThatExceptionOfType(MessageFormatException.class)
          .isThrownBy(() -> MessagePackWriter.write(message));
      return;
    }
    assertThat(hex(message)).isEqualTo(it.text("hex"));
    assertThat(read(it.text("hex"), it)).isEqualTo(message);
  }

  /** What can be written need not be readable: Python refuses its own maps with numbers as keys. */
  private static @Nullable Object read(String hex, Vectors.Case it) {
    return it.toString().equals("pack/int-keys")
        ? WireValues.of(it.at("message"))
        : WireValues.comparable(MessagePackReader.read(HEX.parseHex(hex)));
  }

  private static void unpack(Vectors.Case it) {
    var bytes = HEX.parseHex(it.text("hex"));
    if (it.json().has("error")) {
      assertThatExceptionOfType(MessageFormatException.class)
          .isThrownBy(() -> MessagePackReader.read(bytes))
          .withMessageContaining("expected: ");
      return;
    }
    var value = WireValues.comparable(MessagePackReader.read(bytes));
    var repr = it.at("message").path("a").path("__repr__");
    if (repr.isMissingNode()) {
      assertThat(value).isEqualTo(WireValues.of(it.at("message")));
    } else {
      assertThat(value)
          .extracting("a")
          .extracting(MessagePackVectorsTest::repr)
          .isEqualTo(repr.asString());
    }
  }

  /** Python's words for what no message of Channels may have. */
  private static String repr(Object value) {
    return switch (value) {
      case Instant time ->
          "Timestamp(seconds=%d, nanoseconds=%d)".formatted(time.getEpochSecond(), time.getNano());
      case Extension(var code, var data) ->
          "ExtType(code=%d, data=b'%s')".formatted(code, escaped(data.toArray()));
      default -> value.toString();
    };
  }

  private static String escaped(byte[] bytes) {
    return new String(bytes, ISO_8859_1).replace("\0", "\\x00");
  }

  private static void fernet(Vectors.Case it) {
    var key = Fernet.of(it.text("key"));
    var message = HEX.parseHex(it.text("message_hex"));
    var token = it.text("token").getBytes(ISO_8859_1);
    var made = Instant.ofEpochSecond(it.at("time").asLong());

    assertThat(key.encrypt(message, made, HEX.parseHex(it.text("iv_hex")))).isEqualTo(token);
    var opened = key.decrypt(token, Instant.ofEpochSecond(it.at("at").asLong()), OLDEST);
    assertThat(opened.isPresent()).isEqualTo(it.at("ok").asBoolean());
    opened.ifPresent(plain -> assertThat(plain).isEqualTo(message));
    assertThat(key.decrypt(token)).hasValueSatisfying(it2 -> assertThat(it2).isEqualTo(message));
  }

  private static String hex(@Nullable Object value) {
    return HEX.formatHex(MessagePackWriter.write(value));
  }
}
