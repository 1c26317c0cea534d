package dev.sluice;

/**
 * Where an application puts what it wants done on its connection. The connection's own thread
 * sends; a WebSocket may also be closed, once it is accepted, by any other thread.
 */
@FunctionalInterface
public interface Outbox {

  /**
   * Returns when the server has taken the command; waits while the client is slow to read.
   *
   * @throws DisconnectedException if the client has gone, or was too slow for too long
   * @throws IllegalStateException if the command makes no sense now, such as a text before the
   *     accept
   * @throws CancelledException if the server ends the application while it waits
   */
  void send(Command command);
}
