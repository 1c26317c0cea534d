package dev.sluice.auth;

import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.ExtensionScope;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of another protocol that is somebody's as long as its credential holds. */
final class LiveExtension implements Live {

  private static final Logger LOG = LoggerFactory.getLogger(LiveExtension.class);

  private final ExtensionScope scope;
  private final Inbox inbox;
  private final Outbox outbox;

  /** Null while the connection is nobody's. */
  private @Nullable Credential credential;

  /** Why it has ended; empty until it has. */
  private volatile String ended = "";

  LiveExtension(ExtensionScope scope, Inbox inbox, Outbox outbox) {
    this.scope = scope;
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

  /** Has the server send the client away; what the application sends and receives then fails. */
  @Override
  public void endIf(Predicate<Credential> condition, String why) {
    synchronized (this) {
      if (credential == null || !ended.isEmpty() || !condition.test(credential)) {
        return;
      }
      ended = why;
    }
    LOG.info("{} ends: {}", scope.id(), why);
    try {
      outbox.send(scope.closing(why));
    } catch (DisconnectedException e) {
      LOG.debug("{} had ended by itself", scope.id(), e);
    }
    Live.wake(inbox);
  }

  /** What the application reads from. */
  Inbox inbox() {
    return new GuardedInbox(inbox, this::next);
  }

  /** What the application writes to. */
  Outbox outbox() {
    return command -> {
      requireAuthority();
      outbox.send(command);
    };
  }

  private Optional<Event> next(Supplier<Optional<Event>> source) {
    requireAuthority();
    var event = source.get();
    requireAuthority();
    return event;
  }

  private void requireAuthority() {
    if (!ended.isEmpty()) {
      throw new DisconnectedException("the connection was ended: " + ended);
    }
  }
}
