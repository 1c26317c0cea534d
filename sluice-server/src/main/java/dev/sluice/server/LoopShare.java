package dev.sluice.server;

import dev.sluice.Broadcast;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The connections of one event loop that a broadcast has reached: one task writes to them all. */
final class LoopShare implements Broadcast.Share {

  private final Executor loop;
  private final List<Outgoing> reached = new ArrayList<>();

  private LoopShare(Executor loop) {
    this.loop = loop;
  }

  /** Returns what a broadcast has collected for a loop. */
  static LoopShare of(Executor loop, Broadcast broadcast) {
    return broadcast.share(loop, LoopShare.class, () -> new LoopShare(loop));
  }

  void add(Outgoing outgoing) {
    reached.add(outgoing);
  }

  int size() {
    return reached.size();
  }

  @Override
  public void end() {
    try {
      loop.execute(() -> reached.forEach(Outgoing::drain));
    } catch (RejectedExecutionException e) {
      reached.forEach(Outgoing::discard); // the server has ended
    }
  }
}
