package dev.sluice.redis;

import java.util.List;

/**
 * The groups on one host that have members in this process.
 *
 * @param host which of the ring
 */
record LocalGroups(LocalChannels channels, Keys keys, Ring ring, int host) {

  void forEach(Visitor visitor) {
    for (var group : channels.groups()) {
      var members = List.copyOf(channels.members(group));
      if (ring.indexOf(group) == host && !members.isEmpty()) {
        visitor.visit(group, keys.group(group), members);
      }
    }
  }

  /** Sees a group, its key in Redis, and its members in this process. */
  @FunctionalInterface
  interface Visitor {
    void visit(String group, String key, List<String> members);
  }
}
