package dev.sluice.web;

import dev.sluice.Application;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of a {@link UrlRouter}.
 *
 * @param extra what it adds to the parameters by itself
 */
record Route(
    PathPattern pattern, Application application, Naming naming, Map<String, Object> extra) {

  Route named(Naming changed) {
    return new Route(pattern, application, changed, extra);
  }

  Route with(String name, Object value) {
    var more = new LinkedHashMap<>(extra);
    more.put(name, value);
    return new Route(pattern, application, naming, more);
  }

  /** How {@link UrlRouter#reverse} finds a route. */
  sealed interface Naming {

    /** Not at all. */
    record Nameless() implements Naming {}

    /** By its own name. */
    record Named(String name) implements Naming {}

    /** By the names of the routes inside, under a namespace, which may be empty. */
    record Around(String namespace, UrlRouter inner) implements Naming {}
  }
}
