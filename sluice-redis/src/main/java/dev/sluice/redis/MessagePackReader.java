package dev.sluice.redis;

import dev.sluice.Bytes;
import dev.sluice.layers.MessageFormatException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * Reads what Python's {@code msgpack.unpackb} reads, and refuses what that refuses: map keys that
 * are neither text nor bytes, text that is not UTF-8, and bytes behind the value. A length that is
 * announced is believed only if there are as many bytes.
 */
final class MessagePackReader {

  /** The largest message that is read; those of Channels have at least one megabyte. */
  static final int MOST_BYTES = 16 << 20;

  private static final int MOST_DEEP = MessagePackWriter.MOST_DEEP;

  private final MessageUnpacker unpacker;
  private final int size;

  private MessagePackReader(byte[] bytes) {
    this.unpacker = MessagePack.newDefaultUnpacker(bytes);
    this.size = bytes.length;
  }

  /**
   * Returns the value that the bytes are: null, a boolean, a {@code Long} or {@code BigInteger}, a
   * {@code Double}, a text, a {@code byte[]}, a list, a map, an {@code Instant} or an {@link
   * Extension}. Bytes that are a map's key are {@link Bytes}.
   *
   * @throws MessageFormatException if they are none, telling what was wrong and never the content
   */
  static @Nullable Object read(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      throw problem("%d bytes".formatted(bytes.length), "at most " + MOST_BYTES);
    }
    var reader = new MessagePackReader(bytes);
    try {
      var value = reader.value(0);
      if (reader.left() > 0) {
        throw problem("%d bytes behind its end".formatted(reader.left()), "none");
      }
      return value;
    } catch (MessagePackException e) {
      throw problem("what is no MessagePack, or is cut off", "one whole value");
    } catch (IOException e) {
      throw new IllegalStateException("a buffer in memory does not fail", e);
    }
  }

  private @Nullable Object value(int depth) throws IOException {
    if (depth > MOST_DEEP) {
      throw problem("a value deeper than %d".formatted(MOST_DEEP), "less depth");
    }
    var format = unpacker.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> nothing();
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> whole(format);
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> text();
      case BINARY -> bytes(unpacker.unpackBinaryHeader());
      case ARRAY -> list(depth);
      case MAP -> map(depth);
      case EXTENSION -> extension(unpacker.unpackExtensionTypeHeader());
    };
  }

  private @Nullable Object nothing() throws IOException {
    unpacker.unpackNil();
    return null;
  }

  private Object whole(MessageFormat format) throws IOException {
    if (format == MessageFormat.UINT64) {
      var number = unpacker.unpackBigInteger();
      return number.bitLength() < Long.SIZE ? number.longValue() : number;
    }
    return unpacker.unpackLong();
  }

  private String text() throws IOException {
    try {
      return Bytes.copyOf(bytes(unpacker.unpackRawStringHeader())).utf8Strict();
    } catch (CharacterCodingException e) {
      throw problem("a text that is not UTF-8", "UTF-8");
    }
  }

  private byte[] bytes(int length) throws IOException {
    return unpacker.readPayload(checked(length));
  }

  private List<@Nullable Object> list(int depth) throws IOException {
    var length = checked(unpacker.unpackArrayHeader());
    var list = new ArrayList<@Nullable Object>(length);
    for (var index = 0; index < length; index++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<Object, @Nullable Object> map(int depth) throws IOException {
    var length = checked(unpacker.unpackMapHeader());
    var map = new LinkedHashMap<Object, @Nullable Object>();
    for (var index = 0; index < length; index++) {
      map.put(key(depth), value(depth + 1));
    }
    return map;
  }

  private Object key(int depth) throws IOException {
    return switch (value(depth + 1)) {
      case String text -> text;
      case byte[] bytes -> Bytes.copyOf(bytes);
      case null, default ->
          throw problem("a map's key that is neither text nor bytes", "one of them");
    };
  }

  private Object extension(ExtensionTypeHeader header) throws IOException {
    if (header.isTimestampType()) {
      return unpacker.unpackTimestamp(header);
    }
    return new Extension(header.getType(), Bytes.copyOf(bytes(header.getLength())));
  }

  /** Each element has a byte at least, so no array is made that the bytes cannot fill. */
  private int checked(int length) {
    if (length > left()) {
      throw problem("a length beyond its end", "as many bytes as it announces");
    }
    return length;
  }

  private long left() {
    return size - unpacker.getTotalReadBytes();
  }

  private static MessageFormatException problem(String what, String expected) {
    return new MessageFormatException("", "it has %s (expected: %s)".formatted(what, expected));
  }

  /** A value of a kind that an application has agreed upon with itself, which no message has. */
  record Extension(byte code, Bytes data) {}
}
