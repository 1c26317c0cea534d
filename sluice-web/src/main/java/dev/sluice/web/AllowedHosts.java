package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.Middleware;
import dev.sluice.MissingAttributeException;
import dev.sluice.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middleware that refuses requests and handshakes for hosts that the site does not have with
 * 400, by the rules of Django 5.2's {@code ALLOWED_HOSTS}. Safe for use by many threads.
 *
 * <p>Without it a client can put any host into links and mails that the site makes of it. Unlike in
 * Django, two {@code Host} fields or none are refused too (RFC 9112, section 3.2).
 */
public final class AllowedHosts implements Middleware {

  private static final Logger LOG = LoggerFactory.getLogger(AllowedHosts.class);
  private static final Attribute<String> KEY = Attribute.of("host", String.class, "AllowedHosts");
  private static final List<String> WHILE_DEBUGGING = List.of(".localhost", "127.0.0.1", "[::1]");
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9.-]+|\\[[a-f0-9]*:[a-f0-9.:]+\\])(?::[0-9]+)?");

  private final List<DomainPattern> allowed;
  private final boolean allowsAny;

  /**
   * Makes one.
   *
   * @param allowed each {@code example.com}, {@code .example.com} (the domain and all below it), or
   *     {@code *}
   * @param debug whether an empty list means this machine
   */
  public AllowedHosts(List<String> allowed, boolean debug) {
    var hosts = debug && allowed.isEmpty() ? WHILE_DEBUGGING : allowed;
    this.allowed = hosts.stream().map(DomainPattern::new).toList();
    this.allowsAny = hosts.contains("*");
  }

  /**
   * Returns the host that a connection asked for, which is an allowed one, with the port if it came
   * with one, as the client wrote it.
   *
   * @throws MissingAttributeException if there is no {@code AllowedHosts} around
   */
  public static String host(Scope scope) {
    return scope.get(KEY);
  }

  @Override
  public Application wrap(Application inner) {
    return Middleware.onConnection(this::check).wrap(inner);
  }

  /** Tells whether the value of a {@code Host} field names an allowed host. */
  boolean allows(String host) {
    return domain(host)
        .filter(domain -> allowsAny || allowed.stream().anyMatch(it -> it.matches(domain)))
        .isPresent();
  }

  private ConnectionScope check(ConnectionScope scope) {
    var hosts = scope.headers().all("Host").toList();
    if (hosts.size() == 1 && allows(hosts.getFirst())) {
      return scope.with(KEY, hosts.getFirst());
    }
    LOG.warn("{} refused: {}", scope.id(), reason(hosts));
    throw new DenyException(400, "Bad Host header");
  }

  private static String reason(List<String> hosts) {
    if (hosts.size() != 1) {
      return "it has %d Host headers (expected: one)".formatted(hosts.size());
    }
    var host = LogText.of(hosts.getFirst());
    return domain(hosts.getFirst())
        .map(domain -> unknown(host, LogText.of(domain)))
        .orElseGet(() -> "its Host header is %s, which is no host".formatted(host));
  }

  private static String unknown(String host, String domain) {
    return "its Host header is %s; to serve it, add %s to the allowed hosts (SLUICE_ALLOWED_HOSTS)"
        .formatted(host, domain);
  }

  /** The host without port and last dot, in lower case, if it is one (RFC 1034, 1035). */
  private static Optional<String> domain(String host) {
    var matcher = HOST.matcher(host.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var domain = matcher.group(1);
    return Optional.of(domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain)
        .filter(it -> !it.isEmpty());
  }
}
