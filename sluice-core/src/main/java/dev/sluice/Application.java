package dev.sluice;

/** Serves one connection, from its first event to its last. */
@FunctionalInterface
public interface Application {

  /**
   * Runs until the connection is over; when it returns, what it left open is closed. Called on a
   * thread of the connection's own, so it may block.
   *
   * @param scope what is known about the connection before its first event
   * @param inbox what happens on it
   * @param outbox what to do on it
   * @throws DenyException to refuse the connection with a status
   * @throws Exception any other failure: the client sees 500, or close code 1011
   */
  void serve(Scope scope, Inbox inbox, Outbox outbox) throws Exception;
}
