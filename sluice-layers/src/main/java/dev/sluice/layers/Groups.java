package dev.sluice.layers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which channels are in which groups, and until when. Safe for use by many threads. */
final class Groups {

  /** When a membership expires that does not. */
  static final Instant FOR_GOOD = Instant.MAX;

  private final Map<String, Map<String, Instant>> groups = new ConcurrentHashMap<>();

  void add(String group, String channel, Instant expires) {
    groups.compute(group, (_, members) -> with(members, channel, expires));
  }

  void discard(String group, String channel) {
    groups.computeIfPresent(
        group,
        (_, members) -> {
          members.remove(channel);
          return orNothing(members);
        });
  }

  /** Returns those who are members now. */
  Iterable<String> members(String group, Instant now) {
    var members = groups.get(group);
    if (members == null) {
      return List.of();
    }
    return () ->
        members.entrySet().stream()
            .filter(member -> now.isBefore(member.getValue()))
            .map(Map.Entry::getKey)
            .iterator();
  }

  /** Forgets those who are members no more. */
  void sweep(Instant now) {
    for (var group : groups.keySet()) {
      groups.computeIfPresent(
          group,
          (_, members) -> {
            members.values().removeIf(expires -> !now.isBefore(expires));
            return orNothing(members);
          });
    }
  }

  void clear() {
    groups.clear();
  }

  int size() {
    return groups.size();
  }

  private static Map<String, Instant> with(
      @Nullable Map<String, Instant> members, String channel, Instant expires) {
    var all = members == null ? new ConcurrentHashMap<String, Instant>(4) : members;
    all.put(channel, expires);
    return all;
  }

  private static @Nullable Map<String, Instant> orNothing(Map<String, Instant> members) {
    return members.isEmpty() ? null : members;
  }
}
