package dev.sluice.auth;

import dev.sluice.Attribute;
import org.jspecify.annotations.Nullable;

/** The place of one WebSocket among {@link Connections}. Belongs to the thread of that socket. */
final class Registration {

  static final Attribute<Registration> KEY =
      Attribute.of("registration", Registration.class, "Connections or Revalidation");

  private final Connections connections;
  private final LiveSocket socket;
  private long mark;

  Registration(Connections connections, LiveSocket socket) {
    this.connections = connections;
    this.socket = socket;
    begin();
  }

  /** Remembers the moment before a look at a store. */
  void begin() {
    mark = connections.endings();
  }

  /** Makes a credential, or none, what keeps the socket open. */
  void change(@Nullable Credential credential) {
    connections.change(socket, credential);
  }

  /** Whether something has ended between {@link #begin} and now, and perhaps before a change. */
  boolean isDoubtful() {
    return mark != connections.endings();
  }
}
