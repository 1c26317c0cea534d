package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Bytes;
import dev.sluice.vectors.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles that real Python makes and reads. */
final class PickleTest {

  private static final int PROTOCOLS = 6;

  @TempDir private Path folder;

  /** Every session of the golden data in every protocol, as Python writes it; and the way back. */
  @Test
  void pythonAndWeReadEachOther() throws Exception {
    var texts = Vectors.of("sessions").stream().filter(it -> it.text("op").equals("encode"));
    var jsons = texts.map(it -> it.text("json")).distinct().toList();
    try (var django = RealDjango.on(folder.resolve("site.db"))) {
      for (var json : jsons) {
        var value = PythonJson.parse(json);
        var expected = PythonJson.write(value);
        var pickles = django.ask("pickles", "json_text", json);
        assertThat(pickles).hasSize(PROTOCOLS);
        for (var pickle : pickles) {
          assertThat(PythonJson.write(PickleReader.read(bytes(pickle.asString()))))
              .isEqualTo(expected);
        }
        var ours = HexFormat.of().formatHex(PickleWriter.write(value).toArray());
        assertThat(django.ask("unpickle", "hex_text", ours).asString()).isEqualTo(expected);
      }
    }
  }

  @Test
  void tuplesAndBytesAreReadToo() throws Exception {
    try (var django = RealDjango.on(folder.resolve("site.db"))) {
      for (var pickle :
          django.ask("pickles_of", "expression", "((), (1,), (1, 2), [3, (4,) * 5])")) {
        assertThat(PickleReader.read(bytes(pickle.asString())))
            .hasToString("[[], [1], [1, 2], [3, [4, 4, 4, 4, 4]]]");
      }
      var pickles =
          django.ask("pickles_of", "expression", "[b'abc', b'x' * 300]").valueStream().toList();
      for (var pickle : pickles.subList(3, PROTOCOLS)) {
        assertThat(PickleReader.read(bytes(pickle.asString())))
            .isEqualTo(List.of(Bytes.utf8("abc"), Bytes.utf8("x".repeat(300))));
      }
      assertThatThrownBy(() -> PickleReader.read(bytes(pickles.getFirst().asString())))
          .isInstanceOf(PickleException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "datetime.datetime(2026, 1, 1)",
        "{'a': {1, 2}}",
        "{'a': frozenset([1])}",
        "bytearray(b'abc')",
        "1j",
        "print",
        "Exception('x')",
        "__import__('decimal').Decimal(1)",
        "__import__('collections').OrderedDict(a=1)",
        "{1: 2}",
        "[b'abc', object()]"
      })
  void everythingElseIsRefused(String expression) throws Exception {
    try (var django = RealDjango.on(folder.resolve("site.db"))) {
      for (var pickle : django.ask("pickles_of", "expression", expression)) {
        assertThatThrownBy(() -> PickleReader.read(bytes(pickle.asString())))
            .isInstanceOf(PickleException.class)
            .hasMessageContaining("expected: ");
      }
    }
  }

  @Test
  void aCutPickleIsRefused() {
    var whole = PickleWriter.write(PythonJson.parse("{\"a\": [1, 2.5, \"x\", null]}")).toArray();
    for (var length = 0; length < whole.length; length++) {
      var cut = Bytes.copyOf(java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PickleReader.read(cut)).isInstanceOf(PickleException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80027d710028550161680075", // a dict in itself, and no end
        "80025d7100680061", // a list in itself, and no end
        "80025d71006800612e", // a list in itself
        "80068004", // another protocol
        "2e", // nothing
        "4e4e2e", // two values
        "652e", // items of nothing
        "6805 2e", // nobody remembers
        "8b ffffffff 2e", // a number of -1 bytes
        "8e ffffffffffffffff 2e", // a text of 16 exabytes
        "58 ffffffff 2e", // a text of 4 gigabytes
        "58 02000000 c328 2e", // a text that is not UTF-8
        "49 31 5f 30 0a 2e", // 1_0
        "5d 28 2e", // an open end
        "7d 28 4e 75 2e" // a key without a value
      })
  void aDamagedPickleIsRefused(String hex) {
    var pickle = bytes(hex.replace(" ", ""));
    assertThatThrownBy(() -> PickleReader.read(pickle)).isInstanceOf(PickleException.class);
  }

  @Test
  void aFewBytesCannotStandForMuch() {
    var laughs = new StringBuilder("5d7100");
    for (var i = 0; i < 40; i++) {
      laughs.append("5d71%02x28".formatted(i + 1));
      laughs.append("68%02x".formatted(i).repeat(10)).append("65");
    }
    assertThatThrownBy(() -> PickleReader.read(bytes("5d28" + laughs + "652e")))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("parts");
    var deep = new ArrayList<String>();
    deep.add("5d".repeat(PickleLimits.DEEPEST + 2));
    deep.add("61".repeat(PickleLimits.DEEPEST + 1));
    assertThatThrownBy(() -> PickleReader.read(bytes(String.join("", deep) + "2e")))
        .isInstanceOf(PickleException.class)
        .hasMessageContaining("deep");
    var large = Bytes.copyOf(new byte[PickleReader.MOST_BYTES + 1]);
    assertThatThrownBy(() -> PickleReader.read(large)).isInstanceOf(PickleException.class);
  }

  @Test
  void halvesOfSurrogatePairsAreKept() throws Exception {
    var text = "a\ud800b\udc00\ud83d\ude00\u00e9";
    assertThat(PythonText.decode(PythonText.encode(text))).isEqualTo(text);
    assertThat(PythonText.encode("\u00e9\u20ac\ud83d\ude00"))
        .isEqualTo("\u00e9\u20ac\ud83d\ude00".getBytes(UTF_8));
  }

  private static Bytes bytes(String hex) {
    return Bytes.copyOf(HexFormat.of().parseHex(hex));
  }
}
