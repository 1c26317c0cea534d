package dev.sluice.web;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What {@link UrlRouter#reverse} is to put into a path. */
sealed interface UrlArguments {

  /**
   * Returns the values of a form's parameters, in its order, if they are these.
   *
   * @param names the parameters; empty is one that has none
   * @param extra what the routes add by themselves
   */
  Optional<List<Object>> values(List<String> names, Map<String, Object> extra);

  /** Arguments in the path's order. */
  record InOrder(List<Object> all) implements UrlArguments {
    @Override
    public Optional<List<Object>> values(List<String> names, Map<String, Object> extra) {
      return names.size() == all.size() ? Optional.of(all) : Optional.empty();
    }

    /** Tells how many, and no values. */
    @Override
    public String toString() {
      return "%d in order".formatted(all.size());
    }
  }

  /** Arguments by their names. */
  record ByName(Map<String, Object> all) implements UrlArguments {
    @Override
    public Optional<List<Object>> values(List<String> names, Map<String, Object> extra) {
      var others = new HashSet<>(all.keySet());
      others.removeAll(names);
      var fits =
          all.keySet().containsAll(names)
              && others.stream().allMatch(it -> Objects.equals(all.get(it), extra.get(it)));
      return fits ? Optional.of(names.stream().<Object>map(all::get).toList()) : Optional.empty();
    }

    /** Lists the names, and no values. */
    @Override
    public String toString() {
      return all.keySet().stream().sorted().toList().toString();
    }
  }
}
