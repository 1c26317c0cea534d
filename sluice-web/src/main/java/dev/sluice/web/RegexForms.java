package dev.sluice.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The forms of path that a regular expression can be written as, for {@link UrlRouter#reverse}, by
 * the rules of Django 5.2's {@code normalize}: repeated parts stand as often as they must, and
 * optional ones with a group in them also once; of a class there is one character. Alternatives,
 * which Django leaves out, are forms of their own.
 */
final class RegexForms {

  private static final int MOST_FORMS = 256;
  private static final int MOST_TURNS = 1000;

  private RegexForms() {}

  /** Returns the forms, the one to try first first. */
  static List<List<UrlPiece>> of(RegexNode node) {
    return switch (node) {
      case RegexNode.Text(var character, _) -> text(Character.toString(character));
      case RegexNode.Any(_, var sample) -> text(sample);
      case RegexNode.Place _, RegexNode.Look _ -> List.of(List.of());
      case RegexNode.Group(var number, var name, _) ->
          List.of(List.of(new UrlPiece.Argument(number, name)));
      case RegexNode.Again(var number) -> List.of(List.of(new UrlPiece.Echo(number)));
      case RegexNode.Part(_, var body) -> of(body);
      case RegexNode.Repeat(var body, var times) -> repeated(of(body), times.least());
      case RegexNode.Choice(var options) ->
          options.stream().flatMap(it -> of(it).stream()).limit(MOST_FORMS).toList();
      case RegexNode.Sequence(var parts) -> {
        var forms = List.of(List.<UrlPiece>of());
        for (var part : parts) {
          forms = product(forms, of(part));
        }
        yield forms;
      }
    };
  }

  /** Returns each of the first with each of the second behind it. */
  static List<List<UrlPiece>> product(List<List<UrlPiece>> first, List<List<UrlPiece>> second) {
    return first.stream()
        .flatMap(begin -> second.stream().map(end -> join(begin, end)))
        .limit(MOST_FORMS)
        .toList();
  }

  private static List<List<UrlPiece>> text(String text) {
    return List.of(List.of(new UrlPiece.Text(text)));
  }

  private static List<UrlPiece> join(List<UrlPiece> begin, List<UrlPiece> end) {
    var all = new ArrayList<>(begin);
    all.addAll(end);
    return all;
  }

  private static List<List<UrlPiece>> repeated(List<List<UrlPiece>> once, int least) {
    var none = List.of(List.<UrlPiece>of());
    if (least == 0) {
      var hasArgument =
          once.stream().flatMap(List::stream).anyMatch(it -> it instanceof UrlPiece.Argument);
      return hasArgument ? Stream.concat(none.stream(), once.stream()).toList() : none;
    }
    if (least > MOST_TURNS) {
      return List.of(); // nobody writes such a path
    }
    var forms = none;
    for (var i = 0; i < least; i++) {
      forms = product(forms, once);
    }
    return forms;
  }
}
