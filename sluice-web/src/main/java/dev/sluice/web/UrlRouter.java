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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses an application by path; where there is none, answers 404 and writes one line to the log.
 * Immutable: each step returns a new router. Channels 4.3's {@code URLRouter}.
 *
 * <p>Patterns are those of Django 5.2's {@code path()}: text, and parameters such as {@code
 * <int:room>} with the converters {@code str} (one segment, and what a bare {@code <name>} means),
 * {@code int}, {@code slug}, {@code uuid} (in lower case), {@code path} (any number of segments)
 * and those of {@link #converter}. The first that matches the path to its end wins. Slashes at the
 * beginning count for nothing, in pattern and path, and the root path before them is left out.
 * {@link PathParams} holds what the parameters stand for.
 */
public final class UrlRouter implements Application {

  private static final Logger LOG = LoggerFactory.getLogger(UrlRouter.class);

  private final List<Route> routes;
  private final PrefixTree index;
  private final Map<String, PathConverter<?>> converters;

  /** Makes one that knows no path. */
  public UrlRouter() {
    this(List.of(), PrefixTree.EMPTY, PathConverter.DJANGO);
  }

  private UrlRouter(
      List<Route> routes, PrefixTree index, Map<String, PathConverter<?>> converters) {
    this.routes = routes;
    this.index = index;
    this.converters = converters;
  }

  /**
   * Lets the paths that come after it use a converter. A router that is mounted has its own.
   *
   * @throws IllegalArgumentException if there is one of that name
   */
  public UrlRouter converter(String name, PathConverter<?> converter) {
    if (converters.containsKey(name)) {
      throw new IllegalArgumentException(
          "there is a converter '%s' (expected: another name)".formatted(name));
    }
    var more = new HashMap<>(converters);
    more.put(name, converter);
    return new UrlRouter(routes, index, Map.copyOf(more));
  }

  /**
   * Routes a path to an application, such as {@code rooms/<slug:room>/}.
   *
   * @throws IllegalArgumentException if that is no pattern, or if the application is a router,
   *     which would see the empty path only
   */
  public UrlRouter path(String pattern, Application application) {
    if (application instanceof UrlRouter) {
      throw new IllegalArgumentException(
          "the path '%s' leads to a router and leaves no path for it (expected: mount)"
              .formatted(pattern));
    }
    return with(PathPattern.path(pattern, converters), application);
  }

  /** Routes a path to a view. */
  public UrlRouter view(String pattern, View view) {
    return path(pattern, View.application(view));
  }

  /** Routes a path to a handler of WebSockets. */
  public UrlRouter webSocket(String pattern, WebSocket.Handler handler) {
    return path(pattern, WebSocket.application(handler));
  }

  /**
   * Routes what a regular expression finds, as Django 5.2's {@code re_path()} does: it is searched
   * anywhere in the path, so that most begin with {@code ^}; one that ends in {@code $} must match
   * the whole path, and any other leaves the rest to the application, as {@link #mount} does. Its
   * language is that of Python 3.11.
   *
   * @throws IllegalArgumentException if that is no regular expression, or if Java has nothing of
   *     the kind, such as a condition
   */
  public UrlRouter rePath(String regex, Application application) {
    return with(PathPattern.regex(regex), application);
  }

  /**
   * Routes all paths that begin with a prefix to an application, which finds the rest in {@link
   * PathParams#remaining}. If it is a router, and be it inside middleware, it goes on with the
   * rest; if it finds nothing there, this router goes on with its next route. The names of a router
   * without middleware are known here too.
   *
   * @throws IllegalArgumentException if that is no pattern
   */
  public UrlRouter mount(String prefix, Application application) {
    return with(PathPattern.prefix(prefix, converters), application);
  }

  /**
   * Gives the last route a name for {@link #reverse}.
   *
   * @throws IllegalArgumentException if the name is empty or has a colon
   * @throws IllegalStateException if there is no route
   */
  public UrlRouter named(String name) {
    var naming = new Route.Naming.Named(requireName(name));
    return change(route -> route.named(naming));
  }

  /**
   * Makes the names of the router in the last mount known here, as {@code namespace:name}.
   *
   * @param inner the router that was mounted, or that is inside the middleware that was
   * @throws IllegalArgumentException if the namespace is empty or has a colon
   * @throws IllegalStateException if there is no route
   */
  public UrlRouter namespace(String namespace, UrlRouter inner) {
    var naming = new Route.Naming.Around(requireName(namespace), inner);
    return change(route -> route.named(naming));
  }

  /**
   * Adds a parameter to the last route that is not in the path, or takes the place of one that is;
   * Django's extra arguments.
   *
   * @throws IllegalStateException if there is no route
   */
  public UrlRouter extra(String name, Object value) {
    return change(route -> route.with(name, value));
  }

  /**
   * Returns the path that a name stands for, percent-encoded, without root path.
   *
   * @param name such as {@code room}, or {@code chat:room} in a namespace
   * @param arguments by their names; a converter writes values of its own type, others are written
   *     as their text
   * @throws NoReverseMatchException if no path has that name and these parameters, or if a value
   *     may not stand where it should
   */
  public String reverse(String name, Map<String, ?> arguments) {
    return Reversal.path(this, name, new UrlArguments.ByName(Map.copyOf(arguments)));
  }

  /** Does the same with arguments in the path's order, or with none. */
  public String reverse(String name, Object... arguments) {
    return Reversal.path(this, name, new UrlArguments.InOrder(List.of(arguments)));
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

  /** The routes in their order. */
  List<Route> routes() {
    return routes;
  }

  /** Returns the numbers of the routes that a path without slashes at its beginning could have. */
  PrefixTree.Candidates candidates(String path) {
    return index.candidates(path);
  }

  private void route(ConnectionScope scope, Inbox inbox, Outbox outbox) throws Exception {
    var outer = scope.find(PathParams.KEY);
    var path = outer.map(PathParams::remaining).or(() -> belowRoot(scope)).map(UrlRouter::stripped);
    if (path.isPresent() && serve(path.get(), scope, inbox, outbox)) {
      return;
    }
    if (outer.isPresent()) {
      throw new NoRouteException(scope.id());
    }
    LOG.info("no route for path {} on connection {}", LogText.of(scope.path()), scope.id());
    throw new DenyException(404, "Not Found");
  }

  private boolean serve(String path, ConnectionScope scope, Inbox inbox, Outbox outbox)
      throws Exception {
    var outer = scope.find(PathParams.KEY).orElse(PathParams.NONE);
    var candidates = candidates(path);
    for (var i = candidates.next(); i != PrefixTree.Candidates.NONE; i = candidates.next()) {
      var route = routes.get(i);
      var match = route.pattern().match(path);
      if (match.isPresent()) {
        var params = outer.with(match.get(), route.extra());
        if (serves(route.application(), scope.with(PathParams.KEY, params), inbox, outbox)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean serves(Application inner, Scope scope, Inbox inbox, Outbox outbox)
      throws Exception {
    try {
      inner.serve(scope, inbox, outbox);
      return true;
    } catch (NoRouteException _) {
      return false;
    }
  }

  /** Returns the path below the root path, if it is there. */
  private static Optional<String> belowRoot(ConnectionScope scope) {
    var rootPath = scope.head().rootPath();
    return scope.path().startsWith(rootPath)
        ? Optional.of(scope.path().substring(rootPath.length()))
        : Optional.empty();
  }

  private static String stripped(String path) {
    var begin = 0;
    while (begin < path.length() && path.charAt(begin) == '/') {
      begin++;
    }
    return path.substring(begin);
  }

  private UrlRouter with(PathPattern pattern, Application application) {
    var naming =
        application instanceof UrlRouter inner
            ? new Route.Naming.Around("", inner)
            : new Route.Naming.Nameless();
    var more = new ArrayList<>(routes);
    more.add(new Route(pattern, application, naming, Map.of()));
    var prefix = pattern.regex().prefix();
    return new UrlRouter(List.copyOf(more), index.with(prefix, routes.size()), converters);
  }

  private UrlRouter change(UnaryOperator<Route> change) {
    if (routes.isEmpty()) {
      throw new IllegalStateException("there is no route yet (expected: path or mount before it)");
    }
    var changed = new ArrayList<>(routes);
    changed.add(change.apply(changed.removeLast()));
    return new UrlRouter(List.copyOf(changed), index, converters);
  }

  private static String requireName(String name) {
    if (name.isEmpty() || name.contains(":")) {
      throw new IllegalArgumentException(
          "the name is '%s' (expected: one without a colon, which stands between namespaces)"
              .formatted(name));
    }
    return name;
  }
}
