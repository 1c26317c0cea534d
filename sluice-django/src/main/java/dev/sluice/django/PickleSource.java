package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.Bytes;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;

/** The bytes of a pickle, read from the first to the last. */
final class PickleSource {

  private static final int MOST_LONG_BYTES = 2048;

  private final ByteBuffer bytes;

  PickleSource(Bytes pickle) {
    this.bytes = pickle.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  int index() {
    return bytes.position();
  }

  int unsigned1() {
    require(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  int unsigned2() {
    require(2);
    return Short.toUnsignedInt(bytes.getShort());
  }

  int signed4() {
    require(4);
    return bytes.getInt();
  }

  /** A length, or the number of something remembered. */
  int unsigned4() {
    return size(Integer.toUnsignedLong(signed4()));
  }

  int unsigned8() {
    require(8);
    return size(bytes.getLong());
  }

  /** The one thing in a pickle that begins with its highest byte. */
  double real() {
    require(8);
    return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
  }

  Number whole(int length) {
    if (length < 0 || length > MOST_LONG_BYTES) {
      throw failure("a number of %d bytes".formatted(length), "at most " + MOST_LONG_BYTES);
    }
    var digits = take(length);
    for (var i = 0; i < length / 2; i++) {
      var other = digits[length - 1 - i];
      digits[length - 1 - i] = digits[i];
      digits[i] = other;
    }
    return length == 0 ? 0 : WholeNumbers.smallest(new BigInteger(digits));
  }

  byte[] take(int length) {
    require(length);
    var taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  String text(int length) {
    try {
      return PythonText.decode(take(length));
    } catch (CharacterCodingException e) {
      throw failure("a text that is not UTF-8", "UTF-8");
    }
  }

  /** Goes behind the next line feed and returns what is before it. */
  String line() {
    var begin = bytes.position();
    try {
      while (bytes.get() != '\n') {}
    } catch (BufferUnderflowException e) {
      throw failure("the end", "a line");
    }
    var line = new byte[bytes.position() - 1 - begin];
    bytes.get(begin, line);
    return new String(line, ISO_8859_1);
  }

  PickleException failure(String problem, String expected) {
    return new PickleException(problem, index(), expected);
  }

  private int size(long size) {
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw failure("a length of " + Long.toUnsignedString(size), "less than the pickle has");
    }
    return (int) size;
  }

  private void require(int length) {
    if (bytes.remaining() < length) {
      throw failure("the end", length + " bytes more");
    }
  }
}
