package dev.sluice.server;

import dev.sluice.Query;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;

/**
 * A method, what it is for, and a version (RFC 9112, section 3).
 *
 * @param authority the host of a target in absolute form, or empty
 */
record RequestLine(String method, String authority, String path, Query query, String version) {

  private static final String SCHEME = "http://";

  static RequestLine of(HttpRequest request) {
    var uri = request.uri();
    if (!uri.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '#')) {
      throw RefusedException.bad("the target has a character that none may have");
    }
    var authority = uri.startsWith("/") ? "" : authority(uri);
    var target = authority.isEmpty() ? uri : uri.substring(SCHEME.length() + authority.length());
    var mark = target.indexOf('?');
    var path = mark < 0 ? target : target.substring(0, mark);
    return new RequestLine(
        method(request.method().name()),
        authority,
        PercentEncoding.decodePath(path.isEmpty() ? "/" : path),
        new Query(mark < 0 ? "" : target.substring(mark + 1)),
        version(request.protocolVersion().text()));
  }

  private static String method(String text) {
    if (text.isEmpty() || text.length() > 32 || !text.chars().allMatch(RequestLine::isMethod)) {
      throw RefusedException.bad("the method is not a word of letters and dashes");
    }
    return text.toUpperCase(Locale.ROOT);
  }

  private static boolean isMethod(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  }

  private static String version(String text) {
    return switch (text) {
      case "HTTP/1.1" -> "1.1";
      case "HTTP/1.0" -> "1.0";
      default -> throw new RefusedException(505, "the HTTP version is neither 1.0 nor 1.1");
    };
  }

  /** Returns what stands before the path of a target in absolute form (RFC 9112, section 3.2.2). */
  private static String authority(String uri) {
    var end = SCHEME.length();
    while (end < uri.length() && "/?".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || end == SCHEME.length()) {
      throw RefusedException.bad("the target does not begin with a slash");
    }
    return uri.substring(SCHEME.length(), end);
  }
}
