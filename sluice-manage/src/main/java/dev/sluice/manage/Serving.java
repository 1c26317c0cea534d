package dev.sluice.manage;

import dev.sluice.server.Server;

/** Learns of every server that a command starts, so that somebody can close it. */
@FunctionalInterface
public interface Serving {

  /** Called when {@code server} listens, before the command waits for its end. */
  void started(Server server);
}
