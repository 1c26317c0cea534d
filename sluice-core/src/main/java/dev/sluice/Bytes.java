package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** An immutable sequence of bytes, equal to another with the same bytes. */
public final class Bytes {

  private static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns no bytes. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** Returns a copy of an array. */
  public static Bytes copyOf(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** Returns a copy of what is left in a buffer, whose position stays where it is. */
  public static Bytes copyOf(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes.length == 0 ? EMPTY : new Bytes(bytes);
  }

  /** Returns a text as UTF-8. */
  public static Bytes utf8(String text) {
    return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(UTF_8));
  }

  /** Returns the parts, one behind the other. */
  public static Bytes join(Iterable<Bytes> parts) {
    var size = 0;
    for (var part : parts) {
      size = Math.addExact(size, part.size());
    }
    var joined = ByteBuffer.allocate(size);
    parts.forEach(part -> joined.put(part.bytes));
    return size == 0 ? EMPTY : new Bytes(joined.array());
  }

  /** How many bytes these are. */
  public int size() {
    return bytes.length;
  }

  /** Returns a copy. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Returns a read-only view, without copying. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** Returns a stream over the bytes, without copying. */
  public InputStream asInputStream() {
    return new ByteArrayInputStream(bytes);
  }

  /** Returns the bytes read as UTF-8, with U+FFFD in place of what is not. */
  public String utf8() {
    return new String(bytes, UTF_8);
  }

  /**
   * Returns the bytes read as UTF-8.
   *
   * @throws CharacterCodingException if they are not UTF-8
   */
  public String utf8Strict() throws CharacterCodingException {
    return UTF_8.newDecoder().decode(asByteBuffer()).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Tells the size and not the content, which may be a secret. */
  @Override
  public String toString() {
    return "Bytes[" + bytes.length + "]";
  }
}
