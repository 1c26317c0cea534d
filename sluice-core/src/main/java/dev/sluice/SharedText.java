package dev.sluice;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one message is to clients, such as its JSON, made once for all connections that got it. Safe
 * for use by many threads.
 */
public final class SharedText {

  private Optional<Made> made = Optional.empty();

  /** Makes one that nobody has asked for yet. */
  public SharedText() {}

  /**
   * Returns the text. The first form that is asked for is kept; any other is made each time.
   *
   * @param form what decides how the text looks, compared by {@code equals}
   * @param make makes it; a failure is thrown, and nothing is kept
   */
  public String as(Object form, Supplier<String> make) {
    var kept = keep(form, make);
    return kept.form.equals(form) ? kept.text : make.get();
  }

  private synchronized Made keep(Object form, Supplier<String> make) {
    var kept = made.orElseGet(() -> new Made(form, make.get()));
    made = Optional.of(kept);
    return kept;
  }

  private record Made(Object form, String text) {}
}
