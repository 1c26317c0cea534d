package dev.sluice.server;

import dev.sluice.Query;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;

/** A method, what it is for, and a version (RFC 9112, section 3). */
record RequestLine(String method, String path, Query query, String version) {

  static RequestLine of(HttpRequest request) {
    var target = pathAndQuery(request.uri());
    var mark = target.indexOf('?');
    return new RequestLine(
        method(request.method().name()),
        PercentEncoding.decodePath(mark < 0 ? target : target.substring(0, mark)),
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

  /** Takes scheme and host off a target in absolute form (RFC 9112, section 3.2.2). */
  private static String pathAndQuery(String target) {
    if (!target.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '#')) {
      throw RefusedException.bad("the target has a character that none may have");
    }
    if (target.startsWith("/")) {
      return target;
    }
    var authority = target.regionMatches(true, 0, "http://", 0, 7) ? 7 : -1;
    var slash = authority < 0 ? -1 : target.indexOf('/', authority);
    if (slash < 0) {
      throw RefusedException.bad("the target does not begin with a slash");
    }
    return target.substring(slash);
  }
}
