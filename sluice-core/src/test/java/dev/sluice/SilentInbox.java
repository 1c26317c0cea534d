package dev.sluice;

import java.time.Duration;
import java.util.Optional;

/** The inbox of a connection on which nothing happens. */
public record SilentInbox() implements Inbox {

  @Override
  public Event receive() {
    throw new CancelledException();
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
