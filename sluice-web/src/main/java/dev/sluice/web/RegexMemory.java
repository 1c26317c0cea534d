package dev.sluice.web;

/** What a part of a regular expression remembers and how long it is. */
final class RegexMemory {

  private static final int VARYING = -1;

  private RegexMemory() {}

  /** Tells whether all that it matches has the same number of characters. */
  static boolean isOfOneLength(RegexNode node) {
    return length(node) != VARYING;
  }

  private static int length(RegexNode node) {
    return switch (node) {
      case RegexNode.Text _, RegexNode.Any _ -> 1;
      case RegexNode.Place _, RegexNode.Look _ -> 0;
      case RegexNode.Again _ -> VARYING;
      case RegexNode.Group(_, _, var body) -> length(body);
      case RegexNode.Part(_, var body) -> length(body);
      case RegexNode.Repeat(var body, var times) when times.least() == times.most() ->
          length(body) == VARYING ? VARYING : length(body) * times.least();
      case RegexNode.Repeat _ -> VARYING;
      case RegexNode.Sequence(var parts) ->
          parts.stream()
              .mapToInt(RegexMemory::length)
              .reduce(0, (a, b) -> a == VARYING || b == VARYING ? VARYING : a + b);
      case RegexNode.Choice(var options) ->
          options.stream()
              .mapToInt(RegexMemory::length)
              .reduce((a, b) -> a == b ? a : VARYING)
              .orElse(0);
    };
  }

  /** Tells whether there is a group in it that is remembered. */
  static boolean remembers(RegexNode node) {
    return switch (node) {
      case RegexNode.Group _ -> true;
      case RegexNode.Part(_, var body) -> remembers(body);
      case RegexNode.Look(_, var body) -> remembers(body);
      case RegexNode.Repeat(var body, _) -> remembers(body);
      case RegexNode.Sequence(var parts) -> parts.stream().anyMatch(RegexMemory::remembers);
      case RegexNode.Choice(var options) -> options.stream().anyMatch(RegexMemory::remembers);
      case RegexNode.Text _, RegexNode.Any _, RegexNode.Place _, RegexNode.Again _ -> false;
    };
  }

  /**
   * Tells whether Java and Python remember the same if a part is there more than once. They do for
   * a group whose turns are never empty, if there is none in it.
   */
  static boolean canRepeat(RegexNode node) {
    return node instanceof RegexNode.Group(_, _, var body)
        ? !remembers(body) && !canBeEmpty(body)
        : !remembers(node);
  }

  private static boolean canBeEmpty(RegexNode node) {
    return switch (node) {
      case RegexNode.Text _, RegexNode.Any _ -> false;
      case RegexNode.Place _, RegexNode.Look _, RegexNode.Again _ -> true;
      case RegexNode.Group(_, _, var body) -> canBeEmpty(body);
      case RegexNode.Part(_, var body) -> canBeEmpty(body);
      case RegexNode.Repeat(var body, var times) -> times.least() == 0 || canBeEmpty(body);
      case RegexNode.Sequence(var parts) -> parts.stream().allMatch(RegexMemory::canBeEmpty);
      case RegexNode.Choice(var options) -> options.stream().anyMatch(RegexMemory::canBeEmpty);
    };
  }
}
