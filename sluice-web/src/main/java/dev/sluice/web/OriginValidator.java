package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.Middleware;
import dev.sluice.WebSocketScope;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middleware that refuses handshakes from pages of other sites with 403, by Channels' rules;
 * HTTP requests pass. Safe for use by many threads.
 *
 * <p>An entry without scheme ignores scheme and port, {@code *} lets everything in, and of several
 * {@code Origin} fields the last counts. What cannot be read is refused, even under {@code *}; it
 * crashes Channels. {@link OriginPolicy} is the stricter check, for cookies.
 */
public final class OriginValidator implements Middleware {

  private static final Logger LOG = LoggerFactory.getLogger(OriginValidator.class);

  private final List<OriginPattern> allowed;

  /**
   * Makes one.
   *
   * @param allowed each {@code *}, {@code example.com}, {@code .example.com} (the domain and all
   *     below it), or any of the latter two with {@code scheme://} and perhaps {@code :port}
   */
  public OriginValidator(List<String> allowed) {
    this.allowed = allowed.stream().map(OriginValidator::read).toList();
  }

  @Override
  public Application wrap(Application inner) {
    return Middleware.onConnection(this::check).wrap(inner);
  }

  private ConnectionScope check(ConnectionScope scope) {
    if (!(scope instanceof WebSocketScope)) {
      return scope;
    }
    var origin = last(scope.headers());
    if (origin.map(this::allows).orElseGet(this::allowsMissing)) {
      return scope;
    }
    LOG.info(
        "{} refused: its Origin is {} (expected: one that the OriginValidator allows)",
        scope.id(),
        origin.map(LogText::of).orElse("missing"));
    throw new DenyException(403, "Origin not allowed");
  }

  private boolean allows(String origin) {
    return UrlParts.of(origin)
        .filter(parts -> parts.port() != UrlParts.BAD_PORT)
        .filter(parts -> allowed.stream().anyMatch(pattern -> pattern.matches(parts)))
        .isPresent();
  }

  private boolean allowsMissing() {
    return allowed.contains(new OriginPattern.Any());
  }

  private static OriginPattern read(String text) {
    var pattern = OriginPattern.of(text);
    if (pattern instanceof OriginPattern.Full full && full.parts().host().isEmpty()) {
      LOG.warn(
          "the allowed origin {} matches nothing (expected: a host without port, or scheme, host and port, such as http://localhost:8000)",
          LogText.of(text));
    }
    return pattern;
  }

  private static Optional<String> last(Headers headers) {
    return headers.all("Origin").reduce((_, later) -> later);
  }
}
