package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Bytes;
import dev.sluice.layers.MessageFormatException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Writes values as Python's {@code msgpack.packb} does: each in the shortest of its forms,
 * fractions as doubles, texts and bytes apart.
 */
final class MessagePackWriter {

  /** As deep as Python writes. */
  static final int MOST_DEEP = 511;

  private static final int BITS = 64;

  private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();

  private MessagePackWriter() {}

  /**
   * Returns a value's bytes.
   *
   * @throws MessageFormatException if a part of it has no form in MessagePack
   */
  static byte[] write(@Nullable Object value) {
    var writer = new MessagePackWriter();
    try {
      writer.value(value, 0);
      return writer.packer.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("a buffer in memory does not fail", e);
    }
  }

  private void value(@Nullable Object value, int depth) throws IOException {
    if (depth > MOST_DEEP) {
      throw problem("a value lies deeper than %d".formatted(MOST_DEEP), "less depth");
    }
    switch (value) {
      case null -> packer.packNil();
      case String text -> text(text);
      case Boolean truth -> packer.packBoolean(truth);
      case Long number -> packer.packLong(number);
      case Integer number -> packer.packInt(number);
      case BigInteger number -> large(number);
      case Double number -> packer.packDouble(number);
      case byte[] bytes -> bytes(bytes);
      case Bytes bytes -> bytes(bytes.toArray());
      case List<?> list -> list(list, depth);
      case Map<?, ?> map -> map(map, depth);
      default ->
          throw problem(
              "a value is a " + value.getClass().getSimpleName(),
              "a text, a boolean, a number, bytes, a list, a map or null");
    }
  }

  /** Half of a surrogate pair is an error, as it is in Python, and no question mark. */
  private void text(String text) throws IOException {
    ByteBuffer utf8;
    try {
      utf8 = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw problem("a text has half of a surrogate pair", "whole characters");
    }
    packer.packRawStringHeader(utf8.remaining());
    packer.writePayload(Bytes.copyOf(utf8).toArray());
  }

  private void large(BigInteger number) throws IOException {
    if (number.bitLength() > (number.signum() < 0 ? BITS - 1 : BITS)) {
      throw problem("a whole number is too large", "64 bits");
    }
    packer.packBigInteger(number);
  }

  private void bytes(byte[] bytes) throws IOException {
    packer.packBinaryHeader(bytes.length);
    packer.writePayload(bytes);
  }

  private void list(List<?> list, int depth) throws IOException {
    packer.packArrayHeader(list.size());
    for (var element : list) {
      value(element, depth + 1);
    }
  }

  private void map(Map<?, ?> map, int depth) throws IOException {
    packer.packMapHeader(map.size());
    for (var entry : map.entrySet()) {
      value(entry.getKey(), depth + 1);
      value(entry.getValue(), depth + 1);
    }
  }

  private static MessageFormatException problem(String what, String expected) {
    return new MessageFormatException("", "%s (expected: %s)".formatted(what, expected));
  }
}
