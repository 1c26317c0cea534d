package dev.sluice.server;

import dev.sluice.Headers;
import java.util.List;

/**
 * Refuses heads that two programs could read differently, which is how requests are smuggled past a
 * proxy (RFC 9112, section 11.2).
 */
final class HeadChecks {

  private static final List<String> AT_MOST_ONCE =
      List.of(
          "Host",
          "Origin",
          "Transfer-Encoding",
          "Expect",
          "Sec-WebSocket-Key",
          "Sec-WebSocket-Version");

  private HeadChecks() {}

  static Request check(RequestLine line, Headers headers) {
    for (var name : AT_MOST_ONCE) {
      if (headers.all(name).limit(2).count() > 1) {
        throw RefusedException.bad("there is more than one " + name + " header");
      }
    }
    if (headers.first("Sec-WebSocket-Key1").isPresent()) { // Netty expects 8 bytes of body then
      throw RefusedException.bad("the WebSocket protocol of 2010 is not spoken");
    }
    checkHost(line, headers);
    headers.first("Expect").ifPresent(HeadChecks::checkExpect);
    return new Request(
        line.method(), line.path(), line.query(), line.version(), headers, bodyBytes(headers));
  }

  private static void checkHost(RequestLine line, Headers headers) {
    var host = headers.first("Host");
    if (host.isEmpty() && line.version().equals("1.1")) {
      throw RefusedException.bad("the Host header is missing");
    }
    if (host.isPresent() && !host.get().chars().allMatch(HeadChecks::isHostCharacter)) {
      throw RefusedException.bad("the Host header is not a host");
    }
    if (!line.authority().isEmpty()
        && host.filter(it -> !it.equalsIgnoreCase(line.authority())).isPresent()) {
      throw RefusedException.bad("the target and the Host header name two hosts");
    }
  }

  private static boolean isHostCharacter(int c) {
    return c > ' ' && c < 0x7f && "/\\?#@,".indexOf(c) < 0;
  }

  private static void checkExpect(String expectation) {
    if (!expectation.equalsIgnoreCase("100-continue")) {
      throw new RefusedException(417, "the only known expectation is 100-continue");
    }
  }

  /** Netty has checked that there is one number, or else a transfer coding, and not both. */
  private static long bodyBytes(Headers headers) {
    var coding = headers.first("Transfer-Encoding");
    var length = headers.first("Content-Length");
    if (coding.isEmpty()) {
      return length.map(Long::parseLong).orElse(0L);
    }
    if (!coding.get().equalsIgnoreCase("chunked")) {
      throw new RefusedException(501, "the only known transfer coding is chunked");
    }
    return Request.CHUNKED;
  }
}
