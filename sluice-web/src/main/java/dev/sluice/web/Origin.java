package dev.sluice.web;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a page came from: what a browser must not mix up (RFC 6454). Two are the same if all three
 * parts are equal.
 *
 * @param scheme in lower case
 * @param host in lower case, an IPv6 address in brackets
 * @param port the one given or else the scheme's own; 0 if it has none
 */
public record Origin(String scheme, String host, int port) {

  private static final int LONGEST = 300;
  private static final Pattern SYNTAX =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*)://([a-z0-9_-][a-z0-9._-]*|\\[[0-9a-f:.]+\\])(?::([0-9]{1,5}))?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Reads an {@code Origin} field's value, such as {@code https://example.com:8443}. The answer is
   * empty for {@code null} and for anything with more or less than scheme, host and port.
   */
  public static Optional<Origin> parse(String text) {
    var matcher = SYNTAX.matcher(text);
    if (text.length() > LONGEST || !matcher.matches()) {
      return Optional.empty();
    }
    var scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    var digits = matcher.group(3);
    var port = digits == null ? UrlParts.ownPort(scheme) : Integer.parseInt(digits);
    return port > 65535
        ? Optional.empty()
        : Optional.of(new Origin(scheme, matcher.group(2).toLowerCase(Locale.ROOT), port));
  }

  /** Writes it as a browser does: without the port that the scheme has anyway. */
  @Override
  public String toString() {
    var address = scheme + "://" + host;
    return port == UrlParts.ownPort(scheme) ? address : address + ":" + port;
  }
}
