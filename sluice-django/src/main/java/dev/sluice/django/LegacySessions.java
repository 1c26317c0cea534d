package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions as Django before 3.1 wrote them: {@code base64(hash:json)}, the hash with SHA-1. */
record LegacySessions(SecretKeys keys) {

  private static final String SALT = "django.contrib.sessionsSessionStore";

  Unsigned<@Nullable Object> read(String text) {
    var bytes = bytes(text);
    var colon = bytes.indexOf(':');
    if (colon < 0) {
      return new Unsigned.BadSignature<>();
    }
    var payload = bytes.substring(colon + 1);
    var hash = bytes.substring(0, colon).getBytes(ISO_8859_1);
    return keys.all().anyMatch(key -> MessageDigest.isEqual(hash, hash(payload, key)))
        ? JsonPayload.json(payload.getBytes(ISO_8859_1))
        : new Unsigned.BadSignature<>();
  }

  String write(Map<String, @Nullable Object> values) {
    var payload = PythonJson.writeCompact(values);
    var hash = new String(hash(payload, keys.current()), ISO_8859_1);
    return Base64.getEncoder().encodeToString((hash + ":" + payload).getBytes(ISO_8859_1));
  }

  private static byte[] hash(String payload, String key) {
    var hmac = SaltedHmac.of(SALT, payload.getBytes(ISO_8859_1), key, HashAlgorithm.SHA1);
    return HexFormat.of().formatHex(hmac).getBytes(ISO_8859_1);
  }

  private static String bytes(String text) {
    try {
      return new String(Base64.getDecoder().decode(text), ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
