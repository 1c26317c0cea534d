package dev.sluice.django;

import java.util.HashSet;
import java.util.Set;

/** Keys that databases may take for one, though they are not. */
final class Spellings {

  private Spellings() {}

  /** Returns so many keys that differ from one in the case of their letters. */
  static Set<String> others(String key, int count) {
    var others = new HashSet<String>();
    for (var turn = 1; others.size() < count; turn++) {
      var bits = turn;
      var other = new StringBuilder();
      for (var i = 0; i < key.length(); i++) {
        var letter = key.charAt(i);
        var isUpper = Character.isLetter(letter) && (bits & 1) == 1;
        bits = Character.isLetter(letter) ? bits >> 1 : bits;
        other.append(isUpper ? Character.toUpperCase(letter) : letter);
      }
      others.add(other.toString());
    }
    return others;
  }
}
