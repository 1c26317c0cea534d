package dev.sluice.consumers;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * A socket's inbox that can be looked into before its handshake is answered, so that a client's
 * leaving is seen; what was seen early is received later. Any thread may post.
 */
final class HandshakeInbox implements Inbox {

  private final Inbox inbox;
  private final ArrayDeque<Event> seen = new ArrayDeque<>();
  private boolean begun; // whether the client's first event has come

  HandshakeInbox(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Waits for the next event, which stays; returns whether the client is still there. */
  boolean awaitNews() {
    var event = inbox.receive();
    if (event instanceof WebSocketEvent.Connect) {
      seen.addFirst(event);
    } else {
      seen.addLast(event);
    }
    var left = event instanceof WebSocketEvent.Disconnect;
    begun = begun || left || event instanceof WebSocketEvent.Connect;
    return !left;
  }

  /** What others say before the client has come is received behind that. */
  private void awaitClient() {
    while (!begun) {
      awaitNews();
    }
  }

  @Override
  public Event receive() {
    awaitClient();
    return seen.isEmpty() ? inbox.receive() : seen.remove();
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    awaitClient();
    return seen.isEmpty() ? inbox.receive(atMost) : Optional.of(seen.remove());
  }

  @Override
  public boolean post(ChannelEvent event) {
    return inbox.post(event);
  }
}
