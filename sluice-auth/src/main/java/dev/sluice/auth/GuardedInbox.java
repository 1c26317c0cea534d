package dev.sluice.auth;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.SharedText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** An inbox whose events go through a guard. */
record GuardedInbox(Inbox inbox, Guard guard) implements Inbox {

  /** Lets events through, or others in their place. */
  @FunctionalInterface
  interface Guard {
    Optional<Event> next(Supplier<Optional<Event>> source);
  }

  @Override
  public Event receive() {
    return guard.next(() -> Optional.of(inbox.receive())).orElseThrow();
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    return guard.next(() -> inbox.receive(atMost));
  }

  @Override
  public boolean post(ChannelEvent event) {
    return inbox.post(event);
  }

  @Override
  public Optional<SharedText> sharedText(Message message) {
    return inbox.sharedText(message);
  }
}
