package dev.sluice.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Requests to compare with Django; none has an Origin, which Debian's Django does not look at. */
final class CsrfAttempts {

  static final String SECRET = "abcdefghijklmnopqrstuvwxyz012345";
  static final String OTHER = "ZYXWVUTSRQPONMLKJIHGFEDCBA987654";

  private static final List<String> REFERERS =
      List.of(
          "https://example.com/page",
          "https://example.com",
          "https://example.com:8443/",
          "https://www.example.com/",
          "https://notexample.com/",
          "https://evil.org/https://example.com/",
          "http://example.com/",
          "HTTPS://example.com/",
          "//example.com/",
          "https://",
          "example.com",
          "garbage",
          "");

  private CsrfAttempts() {}

  static Stream<CsrfAttempt> all() {
    var good = CsrfTokens.mask(SECRET, CsrfAttempt.RANDOM);
    var host = Map.of("Host", "example.com");
    var header = Map.of("Host", "example.com", "X-CSRFToken", good);
    var missing = Stream.of(new CsrfAttempt("POST", true, host, SECRET, good, ""));
    return Stream.of(plain(good, host, header), withReferers(good), missing).flatMap(it -> it);
  }

  private static Stream<CsrfAttempt> plain(
      String good, Map<String, String> host, Map<String, String> header) {
    return Stream.of(
        new CsrfAttempt("GET", false, host, "", "", ""),
        new CsrfAttempt("HEAD", true, host, "", "", ""),
        new CsrfAttempt("OPTIONS", true, host, "", "", ""),
        new CsrfAttempt("TRACE", true, host, "", "", ""),
        new CsrfAttempt("POST", false, host, "", "", ""),
        new CsrfAttempt("POST", false, host, SECRET, "", ""),
        new CsrfAttempt("POST", false, host, "", good, ""),
        new CsrfAttempt("POST", false, host, SECRET, good, ""),
        new CsrfAttempt("POST", false, host, SECRET, SECRET, ""),
        new CsrfAttempt("POST", false, host, good, good, ""),
        new CsrfAttempt("POST", false, host, good, SECRET, ""),
        new CsrfAttempt("POST", false, host, OTHER, good, ""),
        new CsrfAttempt("POST", false, host, SECRET, good.substring(1), ""),
        new CsrfAttempt("POST", false, host, SECRET, good.replace(good.charAt(40), '-'), ""),
        new CsrfAttempt("POST", false, header, SECRET, "", ""),
        new CsrfAttempt("POST", false, header, SECRET, OTHER, ""),
        new CsrfAttempt("PUT", false, header, SECRET, "", ""),
        new CsrfAttempt("PUT", false, host, SECRET, good, ""),
        new CsrfAttempt("DELETE", false, host, SECRET, "", ""),
        new CsrfAttempt("DELETE", false, header, SECRET, "", ""),
        new CsrfAttempt("PATCH", false, header, OTHER, "", ""));
  }

  private static Stream<CsrfAttempt> withReferers(String good) {
    return REFERERS.stream()
        .flatMap(
            referer ->
                Stream.of("", ".example.com", "example.com")
                    .map(
                        domain ->
                            new CsrfAttempt(
                                "POST",
                                true,
                                Map.of("Host", "example.com", "Referer", referer),
                                SECRET,
                                good,
                                domain)));
  }
}
