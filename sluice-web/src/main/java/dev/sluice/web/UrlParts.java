package dev.sluice.web;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first two parts of a URL, taken apart as leniently as Python's {@code urlsplit} does it,
 * which Django and Channels trust.
 *
 * @param scheme in lower case, or empty
 * @param authority what stands between {@code //} and the path, as it came, or empty
 */
record UrlParts(String scheme, String authority) {

  /** What {@link #port} answers for a port that is no number from 0 to 65535. */
  static final int BAD_PORT = -1;

  /** What {@link #port} answers where no port is given and the scheme has none of its own. */
  static final int NO_PORT = 0;

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");
  private static final Pattern AUTHORITY = Pattern.compile("//([^/?#]*)");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  /** Takes a text apart; the answer is empty if its brackets do not pair. */
  static Optional<UrlParts> of(String url) {
    var scheme = SCHEME.matcher(url);
    var from = scheme.lookingAt() ? scheme.end() : 0;
    var authority = AUTHORITY.matcher(url).region(from, url.length());
    var parts =
        new UrlParts(
            from == 0 ? "" : scheme.group(1).toLowerCase(Locale.ROOT),
            authority.lookingAt() ? authority.group(1) : "");
    return parts.bracketsPair() ? Optional.of(parts) : Optional.empty();
  }

  /** The host in lower case and without brackets, or empty. */
  String host() {
    var place = place();
    var end = place.startsWith("[") ? place.indexOf(']') : place.indexOf(':');
    var host = place.substring(place.startsWith("[") ? 1 : 0, end < 0 ? place.length() : end);
    return host.toLowerCase(Locale.ROOT);
  }

  /** The port given or else the scheme's own, {@link #NO_PORT} or {@link #BAD_PORT}. */
  int port() {
    var place = place();
    var colon = place.indexOf(':', Math.max(0, place.indexOf(']')));
    var digits = colon < 0 ? "" : place.substring(colon + 1);
    if (digits.isEmpty()) {
      return ownPort(scheme);
    }
    var number = PORT.matcher(digits).matches() ? Integer.parseInt(digits) : BAD_PORT;
    return number > 65535 ? BAD_PORT : number;
  }

  /** Returns the port that a scheme has when none is given, or {@link #NO_PORT}. */
  static int ownPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> 80;
      case "https", "wss" -> 443;
      default -> NO_PORT;
    };
  }

  private String place() {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private boolean bracketsPair() {
    return authority.contains("[") == authority.contains("]");
  }
}
