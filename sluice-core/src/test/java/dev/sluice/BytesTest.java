package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BytesTest {

  @Test
  void staysAsItWasWhateverHappensToItsSource() {
    var source = new byte[] {1, 2};
    var bytes = Bytes.copyOf(source);
    var buffered = Bytes.copyOf(ByteBuffer.wrap(source));

    source[0] = 9;
    bytes.toArray()[1] = 9;

    assertThat(bytes.toArray()).containsExactly(1, 2);
    assertThat(buffered).isEqualTo(bytes).hasSameHashCodeAs(bytes);
    assertThat(bytes.asByteBuffer().isReadOnly()).isTrue();
  }

  @Test
  void leavesABufferWhereItWas() {
    var buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1);

    assertThat(Bytes.copyOf(buffer).toArray()).containsExactly(2, 3);
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void joinsParts() {
    var joined = Bytes.join(List.of(Bytes.utf8("a"), Bytes.empty(), Bytes.utf8("bc")));

    assertThat(joined.utf8()).isEqualTo("abc");
    assertThat(Bytes.join(List.of())).isEqualTo(Bytes.empty());
  }

  @Test
  void readsUtf8StrictlyWhenAsked() throws Exception {
    var broken = Bytes.copyOf(new byte[] {(byte) 0xff});

    assertThat(broken.utf8()).isEqualTo("\ufffd");
    assertThatThrownBy(broken::utf8Strict).isInstanceOf(CharacterCodingException.class);
    assertThat(Bytes.utf8("é").utf8Strict()).isEqualTo("é");
  }

  @Test
  void doesNotPrintItsContent() {
    assertThat(Bytes.utf8("secret")).hasToString("Bytes[6]");
  }
}
