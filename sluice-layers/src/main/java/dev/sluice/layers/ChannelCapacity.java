package dev.sluice.layers;

import java.util.regex.Pattern;

/**
 * How many messages may wait for some channels.
 *
 * @param pattern matches the beginning of their names
 */
public record ChannelCapacity(Pattern pattern, int messages) {

  /** Checks the number. */
  public ChannelCapacity {
    LayerConfig.requirePositive("the capacity for " + pattern, messages);
  }

  /** Returns one for the names that a pattern of Python's {@code fnmatch} describes. */
  public static ChannelCapacity glob(String glob, int messages) {
    return new ChannelCapacity(Pattern.compile(translate(glob), Pattern.DOTALL), messages);
  }

  boolean matches(String channel) {
    return pattern.matcher(channel).lookingAt();
  }

  private static String translate(String glob) {
    var regex = new StringBuilder();
    for (var at = 0; at < glob.length(); at++) {
      var character = glob.charAt(at);
      var end = character == '[' ? endOfSet(glob, at + 1) : -1;
      if (end > 0) {
        regex.append(characters(glob.substring(at + 1, end)));
        at = end;
      } else {
        regex.append(
            switch (character) {
              case '*' -> ".*";
              case '?' -> ".";
              default -> Pattern.quote(String.valueOf(character));
            });
      }
    }
    return regex.append("\\z").toString();
  }

  /** A bracket that stands first in a set, be it a negated one, belongs to it. */
  private static int endOfSet(String glob, int start) {
    return glob.indexOf(']', glob.startsWith("!", start) ? start + 2 : start + 1);
  }

  /** A class of characters; hyphens make ranges, everything else stands for itself. */
  private static String characters(String inside) {
    var negated = inside.startsWith("!");
    var listed = (negated ? inside.substring(1) : inside).replaceAll("([\\[\\]\\\\&^])", "\\\\$1");
    return (negated ? "[^" : "[") + listed + "]";
  }
}
