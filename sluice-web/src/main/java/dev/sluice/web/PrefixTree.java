package dev.sluice.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers under the texts that they are for the beginnings of. Immutable: a step copies the nodes
 * on its way and shares all others.
 */
final class PrefixTree {

  static final PrefixTree EMPTY = new PrefixTree("", new int[0], List.of());

  private final String edge;
  private final int[] numbers;
  private final List<PrefixTree> children; // in the order of their edges' first characters

  private PrefixTree(String edge, int[] numbers, List<PrefixTree> children) {
    this.edge = edge;
    this.numbers = numbers;
    this.children = children;
  }

  /** Returns a tree that has one more number, greater than all before it. */
  PrefixTree with(String prefix, int number) {
    var common = common(edge, prefix);
    if (common < edge.length()) {
      var rest = new PrefixTree(edge.substring(common), numbers, children);
      var split = new PrefixTree(edge.substring(0, common), new int[0], List.of(rest));
      return split.with(prefix, number);
    }
    var below = prefix.substring(common);
    if (below.isEmpty()) {
      var more = Arrays.copyOf(numbers, numbers.length + 1);
      more[numbers.length] = number;
      return new PrefixTree(edge, more, children);
    }
    var others = new ArrayList<>(children);
    var at = find(below.charAt(0));
    if (at >= 0) {
      others.set(at, others.get(at).with(below, number));
    } else {
      others.add(-at - 1, new PrefixTree(below, new int[] {number}, List.of()));
    }
    return new PrefixTree(edge, numbers, List.copyOf(others));
  }

  /** Returns the numbers of all prefixes of a text, smallest first. */
  Candidates candidates(String text) {
    var candidates = new Candidates();
    var node = this;
    var at = 0;
    while (true) {
      candidates.add(node.numbers);
      at += node.edge.length();
      var child = at < text.length() ? node.find(text.charAt(at)) : -1;
      if (child < 0 || !text.startsWith(node.children.get(child).edge, at)) {
        return candidates;
      }
      node = node.children.get(child);
    }
  }

  /** Returns where the child with this first character is, or else -1 minus where it would be. */
  private int find(char first) {
    var low = 0;
    var high = children.size() - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var difference = children.get(middle).edge.charAt(0) - first;
      if (difference == 0) {
        return middle;
      }
      if (difference < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private static int common(String a, String b) {
    var most = Math.min(a.length(), b.length());
    var length = 0;
    while (length < most && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }

  /** Several ascending lists of numbers, read as one. Not safe for use by many threads. */
  static final class Candidates {

    /** What {@link #next} answers at the end. */
    static final int NONE = -1;

    private final List<int[]> lists = new ArrayList<>();
    private int[] read = new int[4];

    private void add(int[] numbers) {
      if (numbers.length > 0) {
        lists.add(numbers);
      }
      if (lists.size() > read.length) {
        read = Arrays.copyOf(read, 2 * read.length);
      }
    }

    /** Returns the next number, or {@link #NONE}. */
    int next() {
      var best = NONE;
      for (var i = 0; i < lists.size(); i++) {
        if (read[i] < lists.get(i).length && (best == NONE || head(i) < head(best))) {
          best = i;
        }
      }
      return best == NONE ? NONE : lists.get(best)[read[best]++];
    }

    private int head(int list) {
      return lists.get(list)[read[list]];
    }
  }
}
