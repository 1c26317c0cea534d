package dev.sluice;

import java.time.Duration;
import java.util.Optional;

/** Everything that happens to a connection, in order. Bounded. */
public interface Inbox {

  /**
   * Waits for the next event. Only the connection's own thread calls it.
   *
   * @throws CancelledException if the server ends the application instead
   */
  Event receive();

  /**
   * Waits for the next event, but no longer than a time; zero only looks. Only the connection's own
   * thread calls it.
   *
   * @return empty if there was none in that time
   * @throws CancelledException if the server ends the application instead
   */
  Optional<Event> receive(Duration atMost);

  /**
   * Adds an event behind those that wait, or returns false if there are too many or the connection
   * has ended. Any thread may call it, and it does not wait.
   */
  boolean post(ChannelEvent event);

  /**
   * Adds the event of a broadcast, and otherwise does as {@link #post(ChannelEvent)}. Who has many
   * inboxes to look after may do so for all of them together, when the broadcast is closed.
   */
  default boolean post(Broadcast broadcast) {
    return post(broadcast.event());
  }

  /**
   * Returns what everybody who got a message shares of its text, if it is the message of the event
   * that was received last, and others may have got it too. Only the connection's own thread calls
   * it.
   *
   * @param message compared by identity
   */
  default Optional<SharedText> sharedText(Message message) {
    return Optional.empty();
  }
}
