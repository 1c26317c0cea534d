package dev.sluice.web;

import dev.sluice.ConnectionScope;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a connection comes from a page of this site, or of one it trusts. This is what must
 * hold before a cookie may say who the user is, since browsers send cookies with the handshakes and
 * forms of any page. Safe for use by many threads.
 *
 * <p>The list has the form of Django's {@code CSRF_TRUSTED_ORIGINS}: {@code https://example.com},
 * {@code https://example.com:8443}, or {@code https://*.example.com} for a domain and all below it.
 * Scheme and port count, unlike in Channels' origin check.
 */
public final class OriginPolicy {

  private final List<Trusted> trusted;

  /**
   * Makes one that trusts some origins besides a connection's own.
   *
   * @throws IllegalArgumentException for an entry that is no origin, such as a host without scheme
   */
  public OriginPolicy(List<String> trusted) {
    this.trusted = trusted.stream().map(Trusted::of).toList();
  }

  /**
   * Tells whether the connection has exactly one {@code Origin}, and that is its own or trusted.
   * Its own is made of the scheme and the {@code Host} field, so put {@link AllowedHosts} in front.
   */
  public boolean allows(ConnectionScope scope) {
    return single(scope, "Origin")
        .flatMap(Origin::parse)
        .filter(it -> allows(scope, it))
        .isPresent();
  }

  /** Tells whether an origin is the connection's own or trusted. */
  boolean allows(ConnectionScope scope, Origin origin) {
    return own(scope).filter(origin::equals).isPresent() || trusts(origin);
  }

  /** Tells whether an origin is on the list. */
  boolean trusts(Origin origin) {
    return trusted.stream().anyMatch(it -> it.matches(origin));
  }

  /** Tells whether a connection is over TLS. */
  static boolean isSecure(ConnectionScope scope) {
    var scheme = scope.head().scheme();
    return scheme.equals("https") || scheme.equals("wss");
  }

  /** Returns the connection's own origin, if its {@code Host} tells. */
  static Optional<Origin> own(ConnectionScope scope) {
    var scheme = isSecure(scope) ? "https" : "http";
    return single(scope, "Host").flatMap(host -> Origin.parse(scheme + "://" + host));
  }

  private static Optional<String> single(ConnectionScope scope, String header) {
    var values = scope.headers().all(header).limit(2).toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** Lists what is trusted. */
  @Override
  public String toString() {
    return "OriginPolicy" + trusted;
  }

  /** An origin, or all those of the same scheme and port whose host is its own or below it. */
  private record Trusted(String entry, Origin origin, DomainPattern hosts) {

    private static final String WILD = "://*.";

    static Trusted of(String entry) {
      var dot = entry.contains(WILD) ? "." : "";
      return Origin.parse(entry.replace(WILD, "://"))
          .map(it -> new Trusted(entry, it, new DomainPattern(dot + it.host())))
          .orElseThrow(() -> new IllegalArgumentException(refusal(entry)));
    }

    boolean matches(Origin other) {
      return origin.scheme().equals(other.scheme())
          && origin.port() == other.port()
          && hosts.matches(other.host());
    }

    private static String refusal(String entry) {
      return "a trusted origin is %s (expected: scheme, host and perhaps port, such as https://example.com or https://*.example.com)"
          .formatted(LogText.of(entry));
    }

    @Override
    public String toString() {
      return entry;
    }
  }
}
