package dev.sluice.web;

import java.util.Locale;

/**
 * A host, or with a dot in front a domain and all hosts below it, as in Django's {@code
 * ALLOWED_HOSTS}.
 *
 * @param text in any case; an empty one matches nothing
 */
record DomainPattern(String text) {

  DomainPattern {
    text = text.toLowerCase(Locale.ROOT);
  }

  /** Tells whether a host, which is in lower case, is meant. */
  boolean matches(String host) {
    if (text.isEmpty()) {
      return false;
    }
    if (text.startsWith(".")) {
      return host.endsWith(text) || host.equals(text.substring(1));
    }
    return host.equals(text);
  }
}
