package dev.sluice;

/** Everything that happens to a connection, in order. Bounded. */
public interface Inbox {

  /**
   * Waits for the next event. Only the connection's own thread calls it.
   *
   * @throws CancelledException if the server ends the application instead
   */
  Event receive();

  /**
   * Adds an event behind those that wait, or returns false if there are too many or the connection
   * has ended. Any thread may call it, and it does not wait.
   */
  boolean post(ChannelEvent event);
}
