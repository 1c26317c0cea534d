package dev.sluice.web;

/**
 * One entry of Channels' list of allowed origins: {@code *}, a host or {@code .domain} of any
 * scheme and port, or {@code scheme://host[:port]}.
 */
sealed interface OriginPattern {

  /** Tells whether an origin is meant; its brackets pair and its port is one. */
  boolean matches(UrlParts origin);

  /** Reads an entry of the list. */
  static OriginPattern of(String text) {
    if (text.equals("*")) {
      return new Any();
    }
    return UrlParts.of(text)
        .filter(parts -> !parts.scheme().isEmpty())
        .<OriginPattern>map(Full::new)
        .orElseGet(() -> new Host(new DomainPattern(host(text))));
  }

  private static String host(String text) {
    return UrlParts.of("//" + text).map(UrlParts::host).filter(it -> !it.isEmpty()).orElse(text);
  }

  /** Every origin, be it missing. */
  record Any() implements OriginPattern {
    @Override
    public boolean matches(UrlParts origin) {
      return true;
    }
  }

  /** A host or a domain; scheme and port do not count. */
  record Host(DomainPattern domain) implements OriginPattern {
    @Override
    public boolean matches(UrlParts origin) {
      return !origin.host().isEmpty() && domain.matches(origin.host());
    }
  }

  /** Scheme, host or domain, and port. */
  record Full(UrlParts parts) implements OriginPattern {
    @Override
    public boolean matches(UrlParts origin) {
      return parts.scheme().equals(origin.scheme())
          && parts.port() == origin.port()
          && !origin.host().isEmpty()
          && new DomainPattern(parts.host()).matches(origin.host());
    }
  }
}
