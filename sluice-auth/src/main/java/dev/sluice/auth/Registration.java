package dev.sluice.auth;

import dev.sluice.Attribute;
import org.jspecify.annotations.Nullable;

/** The place of one connection among {@link Connections}. Belongs to that connection's thread. */
final class Registration {

  static final Attribute<Registration> KEY =
      Attribute.of("registration", Registration.class, "Connections or Revalidation");

  private final Connections connections;
  private final Live connection;
  private long mark;

  Registration(Connections connections, Live connection) {
    this.connections = connections;
    this.connection = connection;
    begin();
  }

  /** Has something done when the connection becomes live, in place of anything else. */
  void onLive(Runnable action) {
    if (connection instanceof LiveStream stream) {
      stream.onLive(action);
    }
  }

  /** Whether something has to end the connection when its authority does. */
  boolean isLive() {
    return connection.isLive();
  }

  /** Ends the connection, which has lost its authority before anybody could have ended it. */
  void end(String why) {
    connection.end(why);
  }

  /** Remembers the moment before a look at a store. */
  void begin() {
    mark = connections.endings();
  }

  /** Makes a credential, or none, what keeps the connection open. */
  void change(@Nullable Credential credential) {
    connections.change(connection, credential);
  }

  /**
   * Whether something has ended between {@link #begin} and now, and perhaps before a change, so
   * that a live connection may have missed its end.
   */
  boolean isDoubtful() {
    return connection.isLive() && mark != connections.endings();
  }
}
