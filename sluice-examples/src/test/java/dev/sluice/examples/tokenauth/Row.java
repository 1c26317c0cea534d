package dev.sluice.examples.tokenauth;

import java.util.Arrays;
import java.util.List;

/** What this site makes of one conversation with the original. */
sealed interface Row {

  /** The conversation's name in its group. */
  String id();

  /** Word for word the same, where it matters to a client. */
  record Same(String id) implements Row {}

  /** Better, for a reason; {@code answers} has one for each thing the client does. */
  record Better(String id, String reason, List<Expected> answers) implements Row {}

  /** About something that this site has in another form; the test says in which. */
  record TestedBy(String id, Class<?> type, String method) implements Row {}

  /** About something that is not the tutorial's. */
  record Elsewhere(String id, String reason) implements Row {}

  static Row same(String id) {
    return new Same(id);
  }

  static Row better(String id, String reason, Expected... answers) {
    return new Better(id, reason, Arrays.asList(answers));
  }

  static Row testedBy(String id, Class<?> type, String method) {
    return new TestedBy(id, type, method);
  }

  static Row elsewhere(String id, String reason) {
    return new Elsewhere(id, reason);
  }
}
