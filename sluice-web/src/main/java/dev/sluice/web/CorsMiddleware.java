package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Denials;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.Middleware;
import dev.sluice.Outbox;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middleware that tells browsers which other sites' pages may read an answer, and answers their
 * preflight questions, as django-cors-headers 3.14 does (Fetch standard, section 3.2). WebSockets
 * pass. Safe for use by many threads.
 *
 * <p>Put it outside whatever may refuse a request, so that a page can read the refusal too. The
 * server's own answer to a failed application, 500, does not come this way and has no such fields.
 */
public final class CorsMiddleware implements Middleware {

  private static final Logger LOG = LoggerFactory.getLogger(CorsMiddleware.class);

  private final CorsConfig config;

  /** Makes one. */
  public CorsMiddleware(CorsConfig config) {
    this.config = config;
    if (config.allowAllOrigins() && config.allowCredentials()) {
      LOG.warn(
          "CORS allows all origins and credentials: any site can act and read as its visitors do here; list the origins instead");
    }
  }

  @Override
  public Application wrap(Application inner) {
    var answering = Denials.answer().wrap(inner);
    return (scope, inbox, outbox) -> {
      if (scope instanceof HttpScope http && config.paths().matcher(http.path()).lookingAt()) {
        serve(answering, http, inbox, outbox);
        return;
      }
      inner.serve(scope, inbox, outbox);
    };
  }

  private void serve(Application inner, HttpScope scope, Inbox inbox, Outbox outbox)
      throws Exception {
    if (isPreflight(scope)) {
      outbox.send(new HttpCommand.Start(200, withCors(Headers.of("Content-Length", "0"), scope)));
      outbox.send(new HttpCommand.Body(Bytes.empty(), false));
      return;
    }
    inner.serve(
        scope,
        inbox,
        command ->
            outbox.send(
                command instanceof HttpCommand.Start(var status, var headers)
                    ? new HttpCommand.Start(status, withCors(headers, scope))
                    : command));
  }

  private static boolean isPreflight(HttpScope scope) {
    return scope.method().equals("OPTIONS")
        && scope.headers().first("Access-Control-Request-Method").isPresent();
  }

  private Headers withCors(Headers headers, HttpScope scope) {
    var varied = VaryField.add(headers, "Origin");
    var origin = scope.headers().all("Origin").collect(Collectors.joining(","));
    var parts = UrlParts.of(origin);
    if (origin.isEmpty() || parts.isEmpty()) {
      return varied;
    }
    var answer =
        config.allowCredentials()
            ? set(varied, "Access-Control-Allow-Credentials", "true")
            : varied;
    return allows(origin, parts.get()) ? allowing(answer, origin, scope.method()) : answer;
  }

  private boolean allows(String origin, UrlParts parts) {
    return config.allowAllOrigins()
        || config.allowedOriginPatterns().stream().anyMatch(it -> it.matcher(origin).matches())
        || config.allowedOrigins().stream().anyMatch(it -> isSame(it, origin, parts));
  }

  private static boolean isSame(String allowed, String origin, UrlParts parts) {
    return allowed.equals("null")
        ? origin.equals("null")
        : UrlParts.of(allowed).filter(parts::equals).isPresent();
  }

  private Headers allowing(Headers headers, String origin, String method) {
    var any = config.allowAllOrigins() && !config.allowCredentials();
    var answer = set(headers, "Access-Control-Allow-Origin", any ? "*" : origin);
    if (!config.exposeHeaders().isEmpty()) {
      answer =
          set(answer, "Access-Control-Expose-Headers", String.join(", ", config.exposeHeaders()));
    }
    return method.equals("OPTIONS") ? withMethods(answer) : answer;
  }

  private Headers withMethods(Headers headers) {
    var answer =
        set(headers, "Access-Control-Allow-Headers", String.join(", ", config.allowHeaders()));
    answer = set(answer, "Access-Control-Allow-Methods", String.join(", ", config.allowMethods()));
    var seconds = config.preflightMaxAge().toSeconds();
    return seconds == 0 ? answer : set(answer, "Access-Control-Max-Age", String.valueOf(seconds));
  }

  private static Headers set(Headers headers, String name, String value) {
    return headers.without(name).with(name, value);
  }
}
