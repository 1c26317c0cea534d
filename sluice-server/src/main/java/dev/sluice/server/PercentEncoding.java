package dev.sluice.server;

import dev.sluice.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;

/** The encoding of paths (RFC 3986, section 2.1). */
final class PercentEncoding {

  private PercentEncoding() {}

  /** Returns a path of one character for each byte decoded, and then read as UTF-8. */
  static String decodePath(String raw) {
    var bytes = new ByteArrayOutputStream(raw.length());
    for (var i = 0; i < raw.length(); i++) {
      var c = raw.charAt(i);
      bytes.write(c == '%' ? octet(raw, i + 1) : c);
      i += c == '%' ? 2 : 0;
    }
    try {
      var path = Bytes.copyOf(bytes.toByteArray()).utf8Strict();
      if (path.indexOf('\0') < 0) {
        return path;
      }
    } catch (CharacterCodingException e) {
      throw RefusedException.bad("the path is not UTF-8");
    }
    throw RefusedException.bad("the path has a null character");
  }

  private static int octet(String raw, int at) {
    var high = at + 1 < raw.length() ? digit(raw.charAt(at)) : -1;
    var low = high < 0 ? -1 : digit(raw.charAt(at + 1));
    if (low < 0) {
      throw RefusedException.bad("a percent sign in the path has no two digits behind it");
    }
    return high * 16 + low;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }
}
