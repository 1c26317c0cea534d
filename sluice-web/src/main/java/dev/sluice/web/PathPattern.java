package dev.sluice.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with parameters in it, in the language of Django 5.2's {@code path()}. A slash at its
 * beginning says nothing.
 */
final class PathPattern {

  private static final Pattern PARAMETER = Pattern.compile("<(?:([^>:]+):)?([^>]+)>");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final Pattern regex;
  private final List<Parameter> parameters;

  private PathPattern(Pattern regex, List<Parameter> parameters) {
    this.regex = regex;
    this.parameters = parameters;
  }

  /** Reads a pattern such as {@code rooms/<int:room>/<slug>/}. */
  static PathPattern parse(String pattern) {
    var route = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    var regex = new StringBuilder();
    var parameters = new ArrayList<Parameter>();
    var matcher = PARAMETER.matcher(route);
    var end = 0;
    while (matcher.find()) {
      regex.append(literal(pattern, route.substring(end, matcher.start())));
      var parameter = parameter(pattern, matcher, parameters);
      regex.append('(').append(parameter.converter().regex()).append(')');
      parameters.add(parameter);
      end = matcher.end();
    }
    regex.append(literal(pattern, route.substring(end)));
    return new PathPattern(Pattern.compile(regex.toString()), List.copyOf(parameters));
  }

  /**
   * Returns the parameters of a path, without slashes at its beginning, if it matches to its end.
   */
  Optional<PathParams> match(String path) {
    var matcher = regex.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, Object>();
    for (var i = 0; i < parameters.size(); i++) {
      var parameter = parameters.get(i);
      values.put(parameter.name(), parameter.converter().convert(matcher.group(i + 1)));
    }
    return Optional.of(new PathParams(values));
  }

  private static Parameter parameter(String pattern, Matcher matcher, List<Parameter> others) {
    var converter = Optional.ofNullable(matcher.group(1)).orElse("str");
    var name = Optional.ofNullable(matcher.group(2)).orElse("");
    if (!NAME.matcher(name).matches()) {
      throw bad(pattern, "parameter '" + name + "'", "a name of ASCII letters, digits and _");
    }
    if (others.stream().anyMatch(it -> it.name().equals(name))) {
      throw bad(pattern, "parameter '" + name + "' twice", "each once");
    }
    return new Parameter(
        name,
        PathConverter.find(converter)
            .orElseThrow(
                () -> bad(pattern, "converter '" + converter + "'", "str, int, slug, uuid, path")));
  }

  private static String literal(String pattern, String text) {
    if (text.contains("<") || text.contains(">")) {
      throw bad(pattern, "a bracket without its other half", "<converter:name>");
    }
    return text.isEmpty() ? "" : Pattern.quote(text);
  }

  private static IllegalArgumentException bad(String pattern, String found, String expected) {
    return new IllegalArgumentException(
        "the path '%s' has %s (expected: %s)".formatted(pattern, found, expected));
  }

  private record Parameter(String name, PathConverter converter) {}
}
