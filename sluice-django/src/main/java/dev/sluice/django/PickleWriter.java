package dev.sluice.django;

import dev.sluice.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one session value as a pickle of protocol 2, which every Python 3 reads. */
final class PickleWriter {

  private static final int LONGEST_LONG1 = 255;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private PickleWriter() {}

  /** Returns the pickle of a value that a session may hold. */
  static Bytes write(@Nullable Object value) {
    var writer = new PickleWriter();
    writer.bytes.write(0x80);
    writer.bytes.write(2);
    writer.add(value);
    writer.bytes.write('.');
    return Bytes.copyOf(writer.bytes.toByteArray());
  }

  private void add(@Nullable Object value) {
    switch (value) {
      case null -> bytes.write('N');
      case Boolean flag -> bytes.write(flag ? 0x88 : 0x89);
      case Integer number -> addWord('J', number);
      case Long number -> addWhole(BigInteger.valueOf(number));
      case BigInteger number -> addWhole(number);
      case Double number -> addReal(number);
      case String text -> addText(text);
      case List<?> list -> addList(list);
      case Map<?, ?> map -> addMap(map);
      default ->
          throw new IllegalArgumentException(
              "a %s cannot be in a session (expected: what JSON has)"
                  .formatted(value.getClass().getName()));
    }
  }

  private void addWord(char opcode, int word) {
    bytes.write(opcode);
    addWord(word);
  }

  private void addWord(int word) {
    bytes.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(word).array());
  }

  private void addWhole(BigInteger number) {
    var digits = number.toByteArray();
    if (digits.length <= LONGEST_LONG1) {
      bytes.write(0x8a);
      bytes.write(digits.length);
    } else {
      bytes.write(0x8b);
      addWord(digits.length);
    }
    for (var i = digits.length - 1; i >= 0; i--) {
      bytes.write(digits[i]);
    }
  }

  private void addReal(double number) {
    bytes.write('G');
    bytes.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
  }

  private void addText(String text) {
    var utf8 = PythonText.encode(text);
    addWord('X', utf8.length);
    bytes.writeBytes(utf8);
  }

  private void addList(List<?> list) {
    bytes.write(']');
    bytes.write('(');
    list.forEach(this::add);
    bytes.write('e');
  }

  private void addMap(Map<?, ?> map) {
    bytes.write('}');
    bytes.write('(');
    map.forEach(
        (key, value) -> {
          add(key);
          add(value);
        });
    bytes.write('u');
  }
}
