package dev.sluice.manage;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a site keeps its sessions: Django's {@code SESSION_ENGINE}. */
public enum SessionEngine {
  /** In the database. */
  DB,
  /** In the database, with copies in the cache. */
  CACHED_DB,
  /** In the cache and nowhere else. */
  CACHE,
  /** In the clients' cookies, signed. */
  SIGNED_COOKIES,
  /** In a folder, a file for each. */
  FILE;

  private static final String MODULE = "django.contrib.sessions.backends.";

  static final String EXPECTED =
      Arrays.stream(values())
              .map(SessionEngine::word)
              .collect(Collectors.joining(", ", "one of ", ""))
          + ", or what Django calls it, such as "
          + MODULE
          + "db";

  /** Returns the engine of a name, be it short or Django's. */
  static SessionEngine named(String name) {
    var word = name.strip().startsWith(MODULE) ? name.strip().substring(MODULE.length()) : name;
    return valueOf(word.strip().toUpperCase(Locale.ROOT));
  }

  /** The name in a configuration file. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it needs the table of sessions. */
  boolean usesDatabase() {
    return this == DB || this == CACHED_DB;
  }

  /** Whether it needs a cache. */
  boolean usesCache() {
    return this == CACHE || this == CACHED_DB;
  }
}
