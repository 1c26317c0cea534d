package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.ChannelScope;
import dev.sluice.ConnectionScope;
import dev.sluice.DenyException;
import dev.sluice.ExtensionScope;
import dev.sluice.Inbox;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses an application by path; where there is none, answers 404 and writes one line to the log.
 * Immutable: each step returns a new router.
 *
 * <p>Patterns are those of Django 5.2's {@code path()}: text, and parameters such as {@code
 * <int:room>} with the converters {@code str} (one segment, and what a bare {@code <name>} means),
 * {@code int}, {@code slug}, {@code uuid} (in lower case) and {@code path} (any number of
 * segments). The first that matches the path to its end wins. Slashes at the beginning count for
 * nothing, in pattern and path. {@link PathParams} holds what the parameters stand for.
 */
public final class UrlRouter implements Application {

  private static final Logger LOG = LoggerFactory.getLogger(UrlRouter.class);

  private final List<Route> routes;

  /** Makes one that knows no path. */
  public UrlRouter() {
    this(List.of());
  }

  private UrlRouter(List<Route> routes) {
    this.routes = routes;
  }

  /**
   * Routes a path to an application, such as {@code rooms/<slug:room>/}.
   *
   * @throws IllegalArgumentException if that is no pattern
   */
  public UrlRouter path(String pattern, Application application) {
    var more = new ArrayList<>(routes);
    more.add(new Route(PathPattern.parse(pattern), application));
    return new UrlRouter(List.copyOf(more));
  }

  /** Routes a path to a view. */
  public UrlRouter view(String pattern, View view) {
    return path(pattern, View.application(view));
  }

  /** Routes a path to a handler of WebSockets. */
  public UrlRouter webSocket(String pattern, WebSocket.Handler handler) {
    return path(pattern, WebSocket.application(handler));
  }

  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    switch (scope) {
      case ConnectionScope connection -> route(connection, inbox, outbox);
      case LifespanScope _ -> {} // nothing to do
      case ChannelScope _, ExtensionScope _ ->
          throw new IllegalArgumentException(
              "%s has no path (expected: a request or a WebSocket)".formatted(scope.id()));
    }
  }

  private void route(ConnectionScope scope, Inbox inbox, Outbox outbox) throws Exception {
    var path = remaining(scope);
    for (var route : routes) {
      var params = path.flatMap(route.pattern::match);
      if (params.isPresent()) {
        route.application.serve(scope.with(PathParams.KEY, params.get()), inbox, outbox);
        return;
      }
    }
    LOG.info("no route for path {} on connection {}", LogText.of(scope.path()), scope.id());
    throw new DenyException(404, "Not Found");
  }

  /** Returns the path below the root path and without slashes at its beginning, if it is there. */
  private static Optional<String> remaining(ConnectionScope scope) {
    var path = scope.path();
    var rootPath = scope.head().rootPath();
    if (!path.startsWith(rootPath)) {
      return Optional.empty();
    }
    var begin = rootPath.length();
    while (begin < path.length() && path.charAt(begin) == '/') {
      begin++;
    }
    return Optional.of(path.substring(begin));
  }

  private record Route(PathPattern pattern, Application application) {}
}
