package dev.sluice.layers;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import java.time.Duration;
import java.util.Optional;

/**
 * The messages of one run of a worker's application: that which it was started for, and then the
 * next out of the layer. It takes nothing else, so a job has no channel that others can send to.
 */
final class WorkerInbox implements Inbox {

  private final WorkerLane lane;
  private ChannelEvent current;
  private boolean untouched = true;

  WorkerInbox(WorkerLane lane, ChannelEvent first) {
    this.lane = lane;
    this.current = first;
  }

  @Override
  public Event receive() {
    while (true) {
      var event = receive(WorkerLane.ONE_LOOK);
      if (event.isPresent()) {
        return event.get();
      }
    }
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    if (untouched) {
      untouched = false;
      return Optional.of(current);
    }
    var next = lane.take(atMost);
    next.ifPresent(event -> current = event);
    return next.map(event -> event);
  }

  @Override
  public boolean post(ChannelEvent event) {
    return false;
  }

  boolean isUntouched() {
    return untouched;
  }

  /** What kind of message is being worked on. */
  String type() {
    return current.message().getClass().getSimpleName();
  }
}
