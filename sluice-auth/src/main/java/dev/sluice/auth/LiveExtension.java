package dev.sluice.auth;

import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.ExtensionScope;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import java.util.Optional;
import java.util.function.Supplier;

/** A connection of another protocol that is somebody's as long as its credential holds. */
final class LiveExtension implements Live {
  private final Tenure tenure;
  private final ExtensionScope scope;
  private final Inbox inbox;
  private final Outbox outbox;

  LiveExtension(ExtensionScope scope, Inbox inbox, Outbox outbox) {
    this.tenure = new Tenure(scope.id());
    this.scope = scope;
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

  /** Has the server send the client away; what the application sends and receives then fails. */
  @Override
  public void dismiss() {
    outbox.send(scope.closing(tenure.reason()));
  }

  @Override
  public Inbox inbox() {
    return new GuardedInbox(inbox, this::next);
  }

  @Override
  public Outbox outbox() {
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
    if (tenure.isOver()) {
      throw new DisconnectedException("the connection was ended: " + tenure.reason());
    }
  }
}
