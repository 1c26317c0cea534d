package dev.sluice.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The way back from a name to a path, as Django 5.2's {@code reverse} goes it. */
final class Reversal {

  private static final String SAFE = "-._~!$&'()*+,;=/:@"; // RFC 3986, 3.3: pchar

  private Reversal() {}

  /** Returns the path that a router has for a name. */
  static String path(UrlRouter router, String name, UrlArguments arguments) {
    var chains = chains(router, Arrays.asList(name.split(":", -1)));
    if (chains.isEmpty()) {
      throw new NoReverseMatchException(
          "no route is named '%s' (expected: one of %s)".formatted(name, names(router, "")));
    }
    return chains.stream()
        .flatMap(
            chain -> forms(chain, 0).stream().flatMap(it -> write(chain, it, arguments).stream()))
        .findFirst()
        .map(Reversal::quoted)
        .orElseThrow(
            () ->
                new NoReverseMatchException(
                    "the arguments %s do not fit the name '%s' (expected: those of %s, each with a value that may stand there)"
                        .formatted(arguments, name, shown(chains))));
  }

  /** Returns the routes, outermost first, that lead to a name; of two, the later is first. */
  private static List<List<Route>> chains(UrlRouter router, List<String> name) {
    var chains = new ArrayList<List<Route>>();
    for (var route : router.routes().reversed()) {
      switch (route.naming()) {
        case Route.Naming.Named(var own) when name.equals(List.of(own)) ->
            chains.add(List.of(route));
        case Route.Naming.Around(var namespace, var inner) when namespace.isEmpty() ->
            chains(inner, name).forEach(it -> chains.add(behind(route, it)));
        case Route.Naming.Around(var namespace, var inner)
            when name.size() > 1 && name.getFirst().equals(namespace) ->
            chains(inner, name.subList(1, name.size()))
                .forEach(it -> chains.add(behind(route, it)));
        case Route.Naming.Named _, Route.Naming.Around _, Route.Naming.Nameless _ -> {}
      }
    }
    return chains;
  }

  private static List<Route> behind(Route outer, List<Route> inner) {
    var chain = new ArrayList<Route>();
    chain.add(outer);
    chain.addAll(inner);
    return chain;
  }

  /** Returns the forms that the patterns of a chain together can have, each pattern's apart. */
  private static List<List<List<UrlPiece>>> forms(List<Route> chain, int from) {
    if (from == chain.size()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<List<UrlPiece>>>();
    for (var first : chain.get(from).pattern().forms()) {
      for (var others : forms(chain, from + 1)) {
        var form = new ArrayList<List<UrlPiece>>();
        form.add(first);
        form.addAll(others);
        all.add(form);
      }
    }
    return List.copyOf(all);
  }

  private static Optional<String> write(
      List<Route> chain, List<List<UrlPiece>> form, UrlArguments arguments) {
    var names =
        form.stream()
            .flatMap(List::stream)
            .filter(UrlPiece.Argument.class::isInstance)
            .map(it -> ((UrlPiece.Argument) it).name())
            .toList();
    var extra = new LinkedHashMap<String, Object>();
    chain.forEach(route -> extra.putAll(route.extra()));
    var bound = arguments.values(names, extra);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    var values = bound.get().iterator();
    var path = new StringBuilder();
    for (var i = 0; i < chain.size(); i++) {
      if (!write(chain.get(i).pattern(), form.get(i), values, path)) {
        return Optional.empty();
      }
    }
    return Optional.of(path.toString()).filter(it -> leads(chain, it));
  }

  private static boolean write(
      PathPattern pattern, List<UrlPiece> form, Iterator<Object> values, StringBuilder path) {
    var groups = new HashMap<Integer, String>();
    for (var piece : form) {
      var text =
          switch (piece) {
            case UrlPiece.Text(var always) -> Optional.of(always);
            case UrlPiece.Argument(_, var name) -> pattern.text(name, values.next());
            case UrlPiece.Echo(var group) -> Optional.ofNullable(groups.get(group));
          };
      if (text.isEmpty()) {
        return false;
      }
      if (piece instanceof UrlPiece.Argument(var group, _)) {
        groups.put(group, text.get());
      }
      path.append(text.get());
    }
    return true;
  }

  /** Tells whether the routes match what was written for them. */
  private static boolean leads(List<Route> chain, String path) {
    var rest = path;
    for (var route : chain) {
      var match = route.pattern().match(rest);
      if (match.isEmpty()) {
        return false;
      }
      rest = match.get().remaining();
    }
    return true;
  }

  /** A path that began with two slashes would be read as a host. */
  private static String quoted(String path) {
    var url = new StringBuilder(path.startsWith("/") ? "/%2F" : "/");
    for (var octet : path.substring(path.startsWith("/") ? 1 : 0).getBytes(UTF_8)) {
      var c = (char) (octet & 0xff);
      var plain = c < 0x80 && (Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0);
      url.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return url.toString();
  }

  private static Set<String> names(UrlRouter router, String space) {
    var names = new TreeSet<String>();
    for (var route : router.routes()) {
      switch (route.naming()) {
        case Route.Naming.Nameless _ -> {}
        case Route.Naming.Named(var name) -> names.add(space + name);
        case Route.Naming.Around(var namespace, var inner) ->
            names.addAll(names(inner, namespace.isEmpty() ? space : space + namespace + ":"));
      }
    }
    return names;
  }

  private static String shown(List<List<Route>> chains) {
    return chains.stream()
        .map(
            chain ->
                chain.stream()
                    .map(it -> "'" + it.pattern().source() + "'")
                    .collect(Collectors.joining(" and ")))
        .collect(Collectors.joining(" or "));
  }
}
