package dev.sluice.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps the connections of this process in their groups on one host: a membership that is not
 * renewed expires there, so that those of a process that has died go away. Safe for use by many
 * threads.
 */
final class Renewal {

  private static final int TIMES = 4;

  private final Shard shard;
  private final LocalGroups groups;
  private final InstantSource clock;
  private final Duration groupExpiry;
  private volatile Instant last;

  Renewal(Shard shard, LocalGroups groups, InstantSource clock, Duration groupExpiry) {
    this.shard = shard;
    this.groups = groups;
    this.clock = clock;
    this.groupExpiry = groupExpiry;
    this.last = clock.instant();
  }

  /** How often it is due. */
  Duration every() {
    return groupExpiry.dividedBy(TIMES);
  }

  /** Renews if it is time to. Who comes while another does so waits for the end of it. */
  void ifDue() {
    if (isDue(clock.instant())) {
      renewIfDue();
    }
  }

  private synchronized void renewIfDue() {
    var now = clock.instant();
    if (!isDue(now)) {
      return;
    }
    if (now.isBefore(last.plus(groupExpiry))) {
      renew(now);
    } else {
      joinAgain(now);
    }
  }

  private boolean isDue(Instant now) {
    return !now.isBefore(last.plus(every()));
  }

  /** Joins all groups anew, since the host may have forgotten them. */
  synchronized void again() {
    joinAgain(clock.instant());
  }

  /** Whom somebody else has taken out of a group stays out. */
  private void renew(Instant now) {
    groups.forEach(
        (group, key, members) ->
            shard
                .renew(key, members, Stamps.score(now))
                .forEach(gone -> groups.channels().leave(group, gone)));
    last = now;
  }

  private void joinAgain(Instant now) {
    groups.forEach(
        (group, key, members) -> {
          shard.join(key, members, Stamps.score(now));
          members.stream()
              .filter(member -> !groups.channels().members(group).contains(member))
              .forEach(member -> shard.leave(key, member));
        });
    last = now;
  }
}
