package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** A JSON value as Django 5.2 signs it: base 64, and zlib where that makes it shorter. */
final class JsonPayload {

  /** Why a value is malformed that Python's {@code pickle} wrote. */
  static final String PICKLED = "pickled by Python (expected: JSON)";

  private static final byte FIRST_OF_A_PICKLE = (byte) 0x80;
  private static final String COMPRESSED = ".";

  private JsonPayload() {}

  static String plain(@Nullable Object value) {
    return base64(PythonJson.writeCompact(value).getBytes(ISO_8859_1));
  }

  static String compressed(@Nullable Object value) {
    var bytes = PythonJson.writeCompact(value).getBytes(ISO_8859_1);
    var deflated = deflated(bytes);
    return deflated.length < bytes.length - 1 ? COMPRESSED + base64(deflated) : base64(bytes);
  }

  static Unsigned<@Nullable Object> read(String payload) {
    try {
      var bytes =
          payload.startsWith(COMPRESSED)
              ? inflated(bytes(payload.substring(COMPRESSED.length())))
              : bytes(payload);
      return json(bytes);
    } catch (IllegalArgumentException e) {
      return new Unsigned.Malformed<>("not base 64");
    } catch (IOException e) {
      return new Unsigned.Malformed<>("not compressed by zlib");
    }
  }

  static Unsigned<@Nullable Object> json(byte[] bytes) {
    if (bytes.length > 0 && bytes[0] == FIRST_OF_A_PICKLE) {
      return new Unsigned.Malformed<>(PICKLED);
    }
    try {
      return new Unsigned.Valid<>(PythonJson.parse(new String(bytes, ISO_8859_1)));
    } catch (PythonJsonException e) {
      return new Unsigned.Malformed<>(String.valueOf(e.getMessage()));
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Both alphabets, padded or not, as Python reads it. */
  private static byte[] bytes(String base64) {
    var padding = base64.indexOf('=');
    var digits = padding < 0 ? base64 : base64.substring(0, padding);
    return Base64.getUrlDecoder().decode(digits.replace('+', '-').replace('/', '_'));
  }

  private static byte[] deflated(byte[] bytes) {
    var target = new ByteArrayOutputStream();
    try (var stream = new DeflaterOutputStream(target)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return target.toByteArray();
  }

  private static byte[] inflated(byte[] bytes) throws IOException {
    try (var stream = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return stream.readAllBytes();
    }
  }
}
