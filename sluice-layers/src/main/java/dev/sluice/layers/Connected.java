package dev.sluice.layers;

import java.util.HashSet;
import java.util.Set;

/**
 * A connection whose channel is in use, and the groups it is in. Immutable.
 *
 * @param groups so that its end can take it out of all of them
 */
record Connected(ChannelLayer.Subscriber subscriber, Set<String> groups) {

  Connected(ChannelLayer.Subscriber subscriber) {
    this(subscriber, Set.of());
  }

  Connected in(String group) {
    if (groups.contains(group)) {
      return this;
    }
    var more = new HashSet<>(groups);
    more.add(group);
    return new Connected(subscriber, Set.copyOf(more));
  }

  Connected notIn(String group) {
    if (!groups.contains(group)) {
      return this;
    }
    var fewer = new HashSet<>(groups);
    fewer.remove(group);
    return new Connected(subscriber, Set.copyOf(fewer));
  }

  Connected inNone() {
    return new Connected(subscriber);
  }
}
