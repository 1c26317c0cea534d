package dev.sluice.auth;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.Optional;

/** The inbox of a connection on which nothing may be waited for. */
record SilentInbox() implements Inbox {

  @Override
  public Event receive() {
    throw new IllegalStateException("nothing happens here");
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    return Optional.of(receive());
  }

  @Override
  public boolean post(ChannelEvent event) {
    return false;
  }
}
