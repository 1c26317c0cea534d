package dev.sluice.web;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.SharedText;
import java.time.Duration;
import java.util.Optional;

/**
 * An inbox whose reader has said all there is for now, so that a head that is held has to go out.
 *
 * @param release called before each wait
 */
record ReleasingInbox(Inbox inbox, Runnable release) implements Inbox {

  @Override
  public Event receive() {
    release.run();
    return inbox.receive();
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    release.run();
    return inbox.receive(atMost);
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
