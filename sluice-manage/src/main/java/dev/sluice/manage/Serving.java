package dev.sluice.manage;

import dev.sluice.layers.Worker;
import dev.sluice.server.Server;

/** Learns of every server and worker that a command starts, so that somebody can close it. */
@FunctionalInterface
public interface Serving {

  /** Called when {@code server} listens, before the command waits for its end. */
  void started(Server server);

  /** Called when {@code worker} works, before the command waits for its end. */
  default void started(Worker worker) {}
}
