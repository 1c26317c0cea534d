package dev.sluice.server;

/** Something that one event loop looks after until it ends. All calls come from that loop. */
interface Member {

  /** Does what has become due; {@code now} is in nanoseconds. */
  void tick(long now);

  /** Begins to end, since the server does. */
  void drain();

  /** Ends, since the deadline for that has passed. */
  void abort();
}
