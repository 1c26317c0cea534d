package dev.sluice.web;

import dev.sluice.DenyException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A regular expression of Python 3.11's {@code re} for text, as Java understands it. The characters
 * of a word, digits and spaces are Unicode's, {@code $} is also before a last line's end, and so
 * on.
 *
 * @param root what was read
 * @param pattern the same in Java, with the same groups under the same numbers
 * @param names the groups that have one, and their numbers
 */
record PythonRegex(String source, RegexNode root, Pattern pattern, Map<String, Integer> names) {

  private static final Logger LOG = LoggerFactory.getLogger(PythonRegex.class);

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none, or if Java has nothing of the kind
   */
  static PythonRegex compile(String regex) {
    var parser = new RegexParser(regex);
    var root = parser.parse();
    var names = Collections.unmodifiableMap(parser.names());
    try {
      return new PythonRegex(regex, root, Pattern.compile(root.java()), names);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Java cannot match the regular expression '%s': %s (expected: another expression)"
              .formatted(regex, e.getDescription()));
    }
  }

  /** Finds the first place that matches; Python's {@code search}. */
  Optional<Matcher> search(String text) {
    return attempt(text, beginsAtBegin() ? Matcher::lookingAt : Matcher::find);
  }

  /** Matches from beginning to end; Python's {@code fullmatch}. */
  Optional<Matcher> fullmatch(String text) {
    return attempt(text, Matcher::matches);
  }

  /** Java goes deeper for each turn of a repeated group, Python does not. */
  private Optional<Matcher> attempt(String text, Predicate<Matcher> attempt) {
    var matcher = pattern.matcher(text);
    try {
      return attempt.test(matcher) ? Optional.of(matcher) : Optional.empty();
    } catch (StackOverflowError _) {
      LOG.warn(
          "a path of {} characters is too long for the regular expression {}",
          text.length(),
          LogText.of(source));
      throw new DenyException(414, "URI Too Long");
    }
  }

  /** The text with which everything that matches begins; often empty. */
  String prefix() {
    if (!beginsAtBegin()) {
      return "";
    }
    return parts().stream()
        .skip(1)
        .takeWhile(part -> part instanceof RegexNode.Text(_, var folded) && !folded)
        .map(RegexNode.Text.class::cast)
        .map(part -> Character.toString(part.character()))
        .collect(Collectors.joining());
  }

  private boolean beginsAtBegin() {
    return !parts().isEmpty() && parts().getFirst().equals(RegexNode.Place.BEGIN);
  }

  private List<RegexNode> parts() {
    return root instanceof RegexNode.Part(_, RegexNode.Sequence(var parts)) ? parts : List.of();
  }
}
