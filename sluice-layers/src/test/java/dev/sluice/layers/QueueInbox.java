package dev.sluice.layers;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An inbox that is looked into and never waited for. Any thread may post. */
final class QueueInbox implements Inbox {

  private final Queue<Event> waiting;

  QueueInbox(Event... first) {
    waiting = new ConcurrentLinkedQueue<>(List.of(first));
  }

  @Override
  public Event receive() {
    return waiting.remove();
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public boolean post(ChannelEvent event) {
    return waiting.add(event);
  }
}
