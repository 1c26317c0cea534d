package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Text as Python's {@code pickle} writes it: UTF-8, in which halves of surrogate pairs that stand
 * alone, which JSON can hold, are three bytes each ({@code surrogatepass}).
 */
final class PythonText {

  private PythonText() {}

  static byte[] encode(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    text.codePoints().forEach(character -> add(bytes, character));
    return bytes.toByteArray();
  }

  private static void add(ByteArrayOutputStream bytes, int character) {
    if (Character.isSurrogate((char) character) && Character.isBmpCodePoint(character)) {
      bytes.write(0xe0 | (character >> 12));
      bytes.write(0x80 | ((character >> 6) & 0x3f));
      bytes.write(0x80 | (character & 0x3f));
      return;
    }
    bytes.writeBytes(Character.toString(character).getBytes(UTF_8));
  }

  static String decode(byte[] bytes) throws CharacterCodingException {
    var text = new StringBuilder(bytes.length);
    var begin = 0;
    for (var i = 0; i + 2 < bytes.length; i++) {
      if (isSurrogate(bytes, i)) {
        text.append(strict(bytes, begin, i));
        text.append((char) (0xd000 | ((bytes[i + 1] & 0x3f) << 6) | (bytes[i + 2] & 0x3f)));
        begin = i + 3;
      }
    }
    return text.append(strict(bytes, begin, bytes.length)).toString();
  }

  /** No character but a surrogate begins with these bits. */
  private static boolean isSurrogate(byte[] bytes, int i) {
    return (bytes[i] & 0xff) == 0xed
        && (bytes[i + 1] & 0xe0) == 0xa0
        && (bytes[i + 2] & 0xc0) == 0x80;
  }

  private static String strict(byte[] bytes, int begin, int end) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, begin, end - begin)).toString();
  }
}
