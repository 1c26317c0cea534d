package dev.sluice.server;

import dev.sluice.Headers;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the heads of requests, one after another (RFC 9112, sections 2 to 5). */
final class HeadReader {

  private static final int MOST_FIELDS = 100;

  private final LineReader lines;
  private final List<Headers.Field> fields = new ArrayList<>();
  private String requestLine = "";

  HeadReader(int maxBytes) {
    this.lines = new LineReader(maxBytes);
  }

  /** Whether some of a head, and not all of it, has come. */
  boolean hasBegun() {
    return lines.hasBegun();
  }

  /**
   * Returns the next head if it is all there.
   *
   * @throws RefusedException if it is no request that an application should see
   */
  Optional<Request> read(ByteBuf in) {
    while (true) {
      var line = lines.next(in, requestLine.isEmpty() ? 414 : 431);
      if (line.isEmpty()) {
        return Optional.empty();
      }
      if (!requestLine.isEmpty() && line.get().isEmpty()) {
        return Optional.of(finish());
      }
      take(line.get());
    }
  }

  /** Takes a line; empty ones before the request line do not count (RFC 9112, section 2.2). */
  private void take(String line) {
    if (requestLine.isEmpty()) {
      requestLine = line;
      return;
    }
    if (fields.size() == MOST_FIELDS) {
      throw new RefusedException(431, "more than " + MOST_FIELDS + " header fields");
    }
    field(line).filter(HeadReader::isUnambiguous).ifPresent(fields::add);
  }

  private Request finish() {
    var request = HeadChecks.check(RequestLine.parse(requestLine), Headers.of(fields));
    requestLine = "";
    fields.clear();
    lines.reset();
    return request;
  }

  private static Optional<Headers.Field> field(String line) {
    if (line.startsWith(" ") || line.startsWith("\t")) {
      throw RefusedException.bad("a header field goes on in a second line");
    }
    var colon = line.indexOf(':');
    if (colon < 0) {
      throw RefusedException.bad("a header line has no colon");
    }
    try {
      return Optional.of(new Headers.Field(line.substring(0, colon), trim(line, colon + 1)));
    } catch (IllegalArgumentException e) {
      throw RefusedException.bad("a header has a character that none may have");
    }
  }

  /** Leaves out names with an underscore, which pass for those with a dash (CVE-2015-0219). */
  private static boolean isUnambiguous(Headers.Field field) {
    return field.name().indexOf('_') < 0;
  }

  private static String trim(String line, int from) {
    var start = from;
    var end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
