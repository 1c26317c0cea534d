package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;

/** Base64 with bcrypt's own alphabet, without padding. */
final class BcryptBase64 {

  private static final String OURS =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String USUAL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private BcryptBase64() {}

  static String encode(byte[] bytes) {
    return translated(Base64.getEncoder().withoutPadding().encodeToString(bytes), USUAL, OURS);
  }

  /** Decodes what has only characters of the alphabet; bits beyond the last byte do not count. */
  static byte[] decode(String text) {
    return Base64.getDecoder().decode(translated(text, OURS, USUAL).getBytes(ISO_8859_1));
  }

  private static String translated(String text, String from, String to) {
    var result = new StringBuilder(text.length());
    for (var i = 0; i < text.length(); i++) {
      result.append(to.charAt(from.indexOf(text.charAt(i))));
    }
    return result.toString();
  }
}
