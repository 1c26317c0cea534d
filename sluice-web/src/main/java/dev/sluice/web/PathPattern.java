package dev.sluice.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What paths a route is for, in the language of Django 5.2's {@code path()} or {@code re_path()}.
 * Immutable.
 *
 * @param source as it was written
 * @param whole whether the expression must match the whole path, whatever it says itself
 * @param converters those of the parameters that have one
 */
record PathPattern(
    String source, PythonRegex regex, boolean whole, Map<String, PathConverter<?>> converters) {

  private static final Pattern PARAMETER = Pattern.compile("<(?:([^>:]+):)?([^>]+)>");
  private static final Pattern SPECIAL = Pattern.compile("[\\x00-\\x7f&&[^a-zA-Z0-9]]");

  /** Reads a pattern such as {@code rooms/<int:room>/<slug>/}, which stands for whole paths. */
  static PathPattern path(String pattern, Map<String, PathConverter<?>> known) {
    return parse(pattern, known, "\\Z");
  }

  /** Reads a pattern that stands for beginnings of paths. */
  static PathPattern prefix(String pattern, Map<String, PathConverter<?>> known) {
    return parse(pattern, known, "");
  }

  /** Reads a regular expression. */
  static PathPattern regex(String regex) {
    return new PathPattern(regex, PythonRegex.compile(regex), regex.endsWith("$"), Map.of());
  }

  /** Makes the regular expression that Django makes, so that all else is the same. */
  private static PathPattern parse(
      String pattern, Map<String, PathConverter<?>> known, String end) {
    var route = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    var regex = new StringBuilder("^");
    var converters = new LinkedHashMap<String, PathConverter<?>>();
    var matcher = PARAMETER.matcher(route);
    var last = 0;
    while (matcher.find()) {
      regex.append(literal(pattern, route.substring(last, matcher.start())));
      var name = name(pattern, matcher, converters);
      var converter = converter(pattern, matcher, known);
      regex.append("(?P<").append(name).append('>').append(converter.regex()).append(')');
      converters.put(name, converter);
      last = matcher.end();
    }
    regex.append(literal(pattern, route.substring(last))).append(end);
    var compiled = PythonRegex.compile(regex.toString());
    if (compiled.names().size() != converters.size()) {
      throw bad(pattern, "a converter with a named group", "(?:...) or (...) in its expression");
    }
    return new PathPattern(pattern, compiled, false, converters);
  }

  /** Returns what is found in a path without slashes at its beginning, if it matches. */
  Optional<UrlMatch> match(String path) {
    var found = whole ? regex.fullmatch(path) : regex.search(path);
    return found.flatMap(it -> read(it, path));
  }

  private Optional<UrlMatch> read(Matcher found, String path) {
    var values = new LinkedHashMap<String, Object>();
    for (var group : regex.names().entrySet()) {
      var text = Optional.ofNullable(found.group(group.getValue()));
      if (text.isEmpty()) {
        continue;
      }
      var value = value(group.getKey(), text.get());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(group.getKey(), value.get());
    }
    var args = regex.names().isEmpty() ? groups(found) : List.<Optional<String>>of();
    return Optional.of(new UrlMatch(values, args, path.substring(found.end())));
  }

  private Optional<?> value(String name, String text) {
    var converter = converters.get(name);
    return converter == null ? Optional.of(text) : converter.value(text);
  }

  /** The forms in which a path that matches can be written. */
  List<List<UrlPiece>> forms() {
    return RegexForms.of(regex.root());
  }

  /** Returns the text of a parameter's value, if it can be written. */
  Optional<String> text(String name, Object value) {
    var converter = converters.get(name);
    return converter == null ? Optional.of(value.toString()) : converter.text(value);
  }

  /** Tells whether this can be the name of a parameter. */
  static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && (name.startsWith("_") || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
        && name.codePoints()
            .allMatch(
                it ->
                    Character.isUnicodeIdentifierPart(it) && !Character.isIdentifierIgnorable(it));
  }

  private static List<Optional<String>> groups(MatchResult found) {
    var groups = new ArrayList<Optional<String>>();
    for (var i = 1; i <= found.groupCount(); i++) {
      groups.add(Optional.ofNullable(found.group(i)));
    }
    return groups;
  }

  private static String name(
      String pattern, MatchResult parameter, Map<String, PathConverter<?>> others) {
    var name = Optional.ofNullable(parameter.group(2)).orElse("");
    if (!isIdentifier(name)) {
      throw bad(pattern, "parameter '" + name + "'", "a name of letters, digits and _");
    }
    if (others.containsKey(name)) {
      throw bad(pattern, "parameter '" + name + "' twice", "each once");
    }
    return name;
  }

  private static PathConverter<?> converter(
      String pattern, MatchResult parameter, Map<String, PathConverter<?>> known) {
    var name = Optional.ofNullable(parameter.group(1)).orElse("str");
    return Optional.<PathConverter<?>>ofNullable(known.get(name))
        .orElseThrow(
            () ->
                bad(
                    pattern,
                    "converter '" + name + "'",
                    "one of %s, or a converter of your own before it"
                        .formatted(known.keySet().stream().sorted().toList())));
  }

  private static String literal(String pattern, String text) {
    if (text.contains("<") || text.contains(">")) {
      throw bad(pattern, "a bracket without its other half", "<converter:name>");
    }
    return SPECIAL
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement("\\" + found.group()));
  }

  private static IllegalArgumentException bad(String pattern, String found, String expected) {
    return new IllegalArgumentException(
        "the path '%s' has %s (expected: %s)".formatted(pattern, found, expected));
  }
}
