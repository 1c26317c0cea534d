package dev.sluice.web;

import java.util.List;
import java.util.stream.Collectors;

/** A part of one of Python's regular expressions, and how Java writes it. */
sealed interface RegexNode {

  /** Returns the part in Java's language, fit for a quantifier behind it. */
  String java();

  /**
   * One character that stands for itself.
   *
   * @param folded whether its other case will do
   */
  record Text(int character, boolean folded) implements RegexNode {
    @Override
    public String java() {
      return RegexClass.escaped(character);
    }
  }

  /**
   * Any one character of a kind.
   *
   * @param sample what Django's {@code reverse} writes for it
   */
  record Any(String java, String sample) implements RegexNode {}

  /** A place between characters. */
  record Place(String java) implements RegexNode {

    /** Where the text begins, in whatever mode. */
    static final Place BEGIN = new Place("\\A");
  }

  /** A group that is remembered, under its number and perhaps a name; the name may be empty. */
  record Group(int number, String name, RegexNode body) implements RegexNode {
    @Override
    public String java() {
      return "(" + body.java() + ")";
    }
  }

  /** A group that is not remembered, such as one that sets flags. */
  record Part(String opening, RegexNode body) implements RegexNode {
    @Override
    public String java() {
      return opening + body.java() + ")";
    }
  }

  /** A look ahead or behind; Java looks behind by whole characters only if it sees a wide one. */
  record Look(String opening, RegexNode body) implements RegexNode {

    static final String BEHIND = "(?<=\ud83d\ude00{0}";
    static final String NOT_BEHIND = "(?<!\ud83d\ude00{0}";

    @Override
    public String java() {
      return opening + body.java() + ")";
    }
  }

  /** What an earlier group found, once more. */
  record Again(int number) implements RegexNode {
    @Override
    public String java() {
      return "(?:\\" + number + ")";
    }
  }

  /** A part as often as its quantifier says. */
  record Repeat(RegexNode body, RegexQuantifier times) implements RegexNode {
    @Override
    public String java() {
      return body.java() + times.java();
    }
  }

  /** One part after the other. */
  record Sequence(List<RegexNode> parts) implements RegexNode {
    @Override
    public String java() {
      return parts.stream().map(RegexNode::java).collect(Collectors.joining());
    }
  }

  /** The first of several that fits. */
  record Choice(List<RegexNode> options) implements RegexNode {
    @Override
    public String java() {
      return options.stream().map(RegexNode::java).collect(Collectors.joining("|"));
    }
  }
}
