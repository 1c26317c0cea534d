package dev.sluice.django;

/**
 * How a site names what it keeps in its cache: {@code KEY_PREFIX} and {@code VERSION} of Django
 * 5.2's {@code CACHES}. A site with a {@code KEY_FUNCTION} of its own cannot be joined.
 */
public record CacheSettings(String keyPrefix, int version) {

  /** Returns Django's defaults: no prefix, version 1. */
  public static CacheSettings defaults() {
    return new CacheSettings("", 1);
  }

  /** Returns the name of a session in the cache. */
  String name(String engine, String key) {
    return keyPrefix + ":" + version + ":django.contrib.sessions." + engine + key;
  }
}
