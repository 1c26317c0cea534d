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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket that is somebody's as long as its credential holds. Its application talks to it as to
 * any other; any thread may end it.
 */
final class LiveSocket implements Live {

  static final int CLOSE_CODE = 4401;

  private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);

  private final String id;
  private final Inbox inbox;
  private final Outbox outbox;

  /** Null while the connection is nobody's. */
  private @Nullable Credential credential;

  private boolean accepted;
  private boolean ending;

  /** Why it has ended; empty until the client has been told. */
  private volatile String ended = "";

  private boolean told;

  LiveSocket(String id, Inbox inbox, Outbox outbox) {
    this.id = id;
    this.inbox = inbox;
    this.outbox = outbox;
  }

  @Override
  public boolean isLive() {
    return true;
  }

  @Override
  public synchronized Optional<Credential> credential() {
    return Optional.ofNullable(credential);
  }

  @Override
  public synchronized Optional<Credential> change(@Nullable Credential changed) {
    var former = Optional.ofNullable(credential);
    credential = changed;
    return former;
  }

  /**
   * Closes it with 4401, or refuses its handshake, if it has a credential of which this is true.
   */
  @Override
  public void endIf(Predicate<Credential> condition, String why) {
    synchronized (this) {
      if (credential == null || ending || !condition.test(credential)) {
        return;
      }
      ending = true;
      if (!accepted) {
        ended = why;
        return;
      }
    }
    close(why);
  }

  /** Tells the client first, or an application that knows earlier could return, and close it. */
  private void close(String why) {
    LOG.info("{} ends: {}", id, why);
    try {
      outbox.send(new WebSocketCommand.Close(CLOSE_CODE, why));
    } catch (DisconnectedException e) {
      LOG.debug("{} had ended by itself", id, e);
    } finally {
      ended = why;
    }
    Live.wake(inbox);
  }

  /** What the application reads from. */
  Inbox inbox() {
    return new GuardedInbox(inbox, this::next);
  }

  /** What the application writes to. */
  Outbox outbox() {
    return this::send;
  }

  /** What waits behind the end is not delivered, since nobody has the authority to have it done. */
  private Optional<Event> next(Supplier<Optional<Event>> source) {
    while (!isOver()) {
      var event = source.get();
      if (event.isEmpty() || event.get() instanceof WebSocketEvent.Disconnect) {
        return event;
      }
      if (!isOver() && !Wake.is(event.get())) {
        return event;
      }
    }
    if (told) {
      throw disconnected();
    }
    told = true;
    return Optional.of(new WebSocketEvent.Disconnect(CLOSE_CODE, ended));
  }

  private void send(Command command) {
    if (isOver()) {
      throw disconnected();
    }
    if (command instanceof WebSocketCommand.Accept) {
      accept(command);
      return;
    }
    outbox.send(command);
  }

  private void accept(Command accept) {
    if (!ended.isEmpty()) {
      throw new DenyException(CLOSE_CODE - 4000, ended);
    }
    outbox.send(accept);
    boolean late;
    synchronized (this) {
      accepted = true;
      late = !ended.isEmpty();
    }
    if (late) {
      close(ended);
    }
  }

  private boolean isOver() {
    return !ended.isEmpty() && isAccepted();
  }

  private synchronized boolean isAccepted() {
    return accepted;
  }

  private DisconnectedException disconnected() {
    return new DisconnectedException("the WebSocket was closed with 4401: " + ended);
  }
}
