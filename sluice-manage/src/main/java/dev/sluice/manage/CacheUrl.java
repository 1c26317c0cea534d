package dev.sluice.manage;

import java.net.URI;
import java.util.Set;

/**
 * Where a site's cache is: what Django's {@code CACHES} has as {@code LOCATION}; a secret.
 *
 * @param text such as {@code redis://user:password@host:6379/1}; empty for no cache
 */
public record CacheUrl(String text) {

  static final String EXPECTED =
      "a URL such as redis://user:password@host:6379/1, or rediss:// for TLS; the number is the"
          + " database, and nothing stands behind it";

  private static final Set<String> SCHEMES = Set.of("redis", "rediss");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is no URL of one Redis; the message leaves it out
   */
  public CacheUrl {
    if (!text.isEmpty() && !isRedis(text)) {
      throw new IllegalArgumentException("no URL of a cache (expected: " + EXPECTED + ")");
    }
  }

  private static boolean isRedis(String text) {
    try {
      var url = URI.create(text);
      return SCHEMES.contains(String.valueOf(url.getScheme()))
          && url.getHost() != null
          && url.getQuery() == null
          && url.getFragment() == null
          && url.getPath().matches("/?|/[0-9]{1,5}");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Leaves out name and password. */
  @Override
  public String toString() {
    if (text.isEmpty()) {
      return "";
    }
    var url = URI.create(text);
    return "%s://%s%s%s%s"
        .formatted(
            url.getScheme(),
            url.getUserInfo() == null ? "" : "***@",
            url.getHost(),
            url.getPort() < 0 ? "" : ":" + url.getPort(),
            url.getPath());
  }
}
