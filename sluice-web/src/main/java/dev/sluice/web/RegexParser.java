package dev.sluice.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a regular expression of Python 3.11's {@code re} for text. Not safe for use by many
 * threads.
 */
final class RegexParser {

  private static final String QUANTIFIERS = "*+?{";
  private static final String SPACE = " \t\n\r\u000b\f";

  private static final Map<String, String> LOOKS =
      Map.of("=", "(?=", "!", "(?!", "<=", RegexNode.Look.BEHIND, "<!", RegexNode.Look.NOT_BEHIND);

  private final RegexCursor cursor;
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final Deque<Integer> open = new ArrayDeque<>();
  private int groups;
  private RegexFlags global = RegexFlags.NONE;

  RegexParser(String regex) {
    cursor = new RegexCursor(regex);
  }

  /** Reads it all. */
  RegexNode parse() {
    while (cursor.sees("(?#") || globalFlags()) {
      skipComment();
    }
    var body = choice(global);
    if (!cursor.atEnd()) {
      throw cursor.bad("a ')' too many", "'(' before it");
    }
    return new RegexNode.Part(global.opening(), body);
  }

  /** The names of groups, and their numbers. */
  Map<String, Integer> names() {
    return names;
  }

  private boolean globalFlags() {
    var mark = cursor.mark();
    if (!cursor.accept("(?")) {
      return false;
    }
    var flags = global;
    var some = false;
    while (!cursor.atEnd() && "aimsux".indexOf(cursor.peek()) >= 0) {
      flags = flags.on((char) cursor.next());
      some = true;
    }
    if (!some || !cursor.accept(")")) {
      cursor.back(mark);
      return false;
    }
    global = flags;
    return true;
  }

  private void skipComment() {
    if (cursor.accept("(?#")) {
      cursor.until(")");
    }
  }

  private RegexNode choice(RegexFlags flags) {
    var options = new ArrayList<RegexNode>();
    do {
      options.add(sequence(flags));
    } while (cursor.accept("|"));
    return options.size() == 1 ? options.getFirst() : new RegexNode.Choice(List.copyOf(options));
  }

  private RegexNode sequence(RegexFlags flags) {
    var parts = new ArrayList<RegexNode>();
    while (!cursor.atEnd() && !cursor.sees("|") && !cursor.sees(")")) {
      if (cursor.sees("(?#")) {
        skipComment();
      } else if (flags.verbose() && SPACE.indexOf(cursor.peek()) >= 0) {
        cursor.next();
      } else if (flags.verbose() && cursor.sees("#")) {
        skipLine();
      } else {
        part(parts, flags);
      }
    }
    return new RegexNode.Sequence(List.copyOf(parts));
  }

  private void skipLine() {
    while (!cursor.atEnd() && cursor.next() != '\n') {
      // up to the end of the line
    }
  }

  private void part(List<RegexNode> parts, RegexFlags flags) {
    if (QUANTIFIERS.indexOf(cursor.peek()) < 0) {
      parts.add(atom(flags));
      return;
    }
    var quantifier = RegexQuantifier.read(cursor);
    if (quantifier.isEmpty()) {
      parts.add(new RegexNode.Text(cursor.next(), flags.ignoreCase())); // a brace
      return;
    }
    if (parts.isEmpty() || parts.getLast() instanceof RegexNode.Place) {
      throw cursor.bad("nothing to repeat", "something before the quantifier");
    }
    if (parts.getLast() instanceof RegexNode.Repeat) {
      throw cursor.bad("a quantifier behind a quantifier", "one");
    }
    var it = quantifier.get();
    if (it.most() > 1 && !RegexMemory.canRepeat(parts.getLast())) {
      throw cursor.bad(
          "a group that is remembered in a repetition, or that is repeated and can be empty",
          "(?:...) there");
    }
    parts.add(new RegexNode.Repeat(parts.removeLast(), it));
  }

  private RegexNode atom(RegexFlags flags) {
    var character = cursor.next();
    return switch (character) {
      case '\\' -> escape(flags);
      case '[' -> new RegexSetParser(cursor, flags.ascii()).parse();
      case '(' -> group(flags);
      case '.' -> flags.any();
      case '^' -> flags.begin();
      case '$' -> flags.end();
      default -> new RegexNode.Text(character, flags.ignoreCase());
    };
  }

  private RegexNode escape(RegexFlags flags) {
    var letter = cursor.next();
    return switch (letter) {
      case 'A' -> RegexNode.Place.BEGIN;
      case 'Z' -> new RegexNode.Place("\\z");
      case 'b', 'B' -> flags.wordEdge(letter == 'b');
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(letter, flags);
      default -> {
        var kind = RegexClass.find(letter, flags.ascii());
        yield kind.isPresent()
            ? kind.get()
            : new RegexNode.Text(RegexEscapes.character(cursor, letter), flags.ignoreCase());
      }
    };
  }

  /** An octal number begins with 0 or has three digits; all else is a group's. */
  private RegexNode number(int first, RegexFlags flags) {
    var mark = cursor.mark();
    var octal = Character.toString(first) + cursor.digits(8, 2);
    if (first == '0' || (octal.length() == 3 && first < '8')) {
      return new RegexNode.Text(RegexEscapes.octal(cursor, octal), flags.ignoreCase());
    }
    cursor.back(mark);
    return again(Integer.parseInt(Character.toString(first) + cursor.digits(10, 1)));
  }

  private RegexNode again(int group) {
    if (group > groups || open.contains(group)) {
      throw cursor.bad("a reference to group %d".formatted(group), "one that has ended");
    }
    return new RegexNode.Again(group);
  }

  private RegexNode group(RegexFlags flags) {
    if (!cursor.accept("?")) {
      return remembered("", flags);
    }
    for (var look : LOOKS.entrySet()) {
      if (cursor.accept(look.getKey())) {
        return look(look.getValue(), flags);
      }
    }
    if (cursor.accept(":")) {
      return new RegexNode.Part("(?:", body(flags));
    }
    if (cursor.accept(">")) {
      return new RegexNode.Part("(?>", forgetful("an atomic group", flags));
    }
    if (cursor.accept("P<")) {
      return remembered(name(cursor.until(">")), flags);
    }
    if (cursor.accept("P=")) {
      var name = cursor.until(")");
      return again(
          Optional.ofNullable(names.get(name))
              .orElseThrow(() -> cursor.bad("group '%s'".formatted(name), "a group before it")));
    }
    if (cursor.sees("(")) {
      throw cursor.bad("a condition '(?('", "two routes: Java's expressions know no conditions");
    }
    return flagged(flags);
  }

  private RegexNode look(String opening, RegexFlags flags) {
    var body = forgetful("a look", flags);
    if (opening.startsWith("(?<") && !RegexMemory.isOfOneLength(body)) {
      throw cursor.bad("a look behind of varying length", "as many characters each time");
    }
    return new RegexNode.Look(opening, body);
  }

  /** Reads a body in which Java would remember what Python forgets. */
  private RegexNode forgetful(String what, RegexFlags flags) {
    var body = body(flags);
    if (RegexMemory.remembers(body)) {
      throw cursor.bad("a group that is remembered in " + what, "(?:...) there");
    }
    return body;
  }

  private RegexNode remembered(String name, RegexFlags flags) {
    var number = ++groups;
    if (!name.isEmpty()) {
      names.put(name, number);
    }
    open.push(number);
    var body = body(flags);
    open.pop();
    return new RegexNode.Group(number, name, body);
  }

  private RegexNode body(RegexFlags flags) {
    var body = choice(flags);
    cursor.expect(")");
    return body;
  }

  private RegexNode flagged(RegexFlags flags) {
    var inner = flags;
    while (!cursor.atEnd() && "aimsux".indexOf(cursor.peek()) >= 0) {
      inner = inner.on((char) cursor.next());
    }
    if (cursor.accept("-")) {
      while (!cursor.atEnd() && "imsx".indexOf(cursor.peek()) >= 0) {
        inner = inner.off((char) cursor.next());
      }
    }
    if (cursor.sees(")")) {
      throw cursor.bad("flags for the whole", "them at its beginning");
    }
    cursor.expect(":");
    return new RegexNode.Part(inner.opening(), body(inner));
  }

  private String name(String text) {
    if (!PathPattern.isIdentifier(text)) {
      throw cursor.bad("group '%s'".formatted(text), "a name of letters, digits and _");
    }
    if (names.containsKey(text)) {
      throw cursor.bad("group '%s' twice".formatted(text), "each name once");
    }
    return text;
  }
}
