package dev.sluice.auth;

import dev.sluice.Command;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A WebSocket that is somebody's as long as its credential holds. Its application talks to it as to
 * any other; when it ends it is closed with 4401, or its handshake is refused.
 */
final class LiveSocket implements Live {
  private final Tenure tenure;
  private final Inbox inbox;
  private final Outbox outbox;
  private final AtomicBoolean dismissed = new AtomicBoolean();
  private volatile boolean accepted;

  /** Whether the client has been told that it has ended. */
  private volatile boolean closed;

  private boolean told;

  LiveSocket(String id, Inbox inbox, Outbox outbox) {
    this.tenure = new Tenure(id);
    this.inbox = inbox;
    this.outbox = outbox;
  }

  @Override
  public Tenure tenure() {
    return tenure;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public Inbox inbox() {
    return new GuardedInbox(inbox, this::next);
  }

  @Override
  public Outbox outbox() {
    return this::send;
  }

  /** Tells the client first, or an application that knows earlier could return, and close it. */
  @Override
  public void dismiss() {
    if (!accepted || dismissed.getAndSet(true)) {
      return;
    }
    try {
      outbox.send(new WebSocketCommand.Close(CLOSE_CODE, tenure.reason()));
    } finally {
      closed = true;
    }
  }

  /** What waits behind the end is not delivered, since nobody has the authority to have it done. */
  private Optional<Event> next(Supplier<Optional<Event>> source) {
    while (!closed) {
      var event = source.get();
      if (event.isEmpty() || event.get() instanceof WebSocketEvent.Disconnect) {
        return event;
      }
      if (!closed && !Wake.is(event.get())) {
        return event;
      }
    }
    if (told) {
      throw disconnected();
    }
    told = true;
    return Optional.of(new WebSocketEvent.Disconnect(CLOSE_CODE, tenure.reason()));
  }

  private void send(Command command) {
    if (closed) {
      throw disconnected();
    }
    if (command instanceof WebSocketCommand.Accept) {
      accept(command);
      return;
    }
    outbox.send(command);
  }

  private void accept(Command accept) {
    if (tenure.isOver()) {
      throw new DenyException(STATUS, tenure.reason());
    }
    outbox.send(accept);
    accepted = true;
    if (tenure.isOver()) { // while it was accepted, so that nobody has closed it
      leave();
    }
  }

  private DisconnectedException disconnected() {
    return new DisconnectedException("the WebSocket was closed with 4401: " + tenure.reason());
  }
}
