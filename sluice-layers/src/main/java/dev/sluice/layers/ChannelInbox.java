package dev.sluice.layers;

import dev.sluice.Broadcast;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Frame;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.SharedText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's inbox with what its channel brings: counts what waits, and drops what has waited
 * for too long. Any thread may deliver.
 */
final class ChannelInbox implements Inbox {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelInbox.class);

  private final Inbox inbox;
  private final boolean nested;
  private final AtomicInteger waiting = new AtomicInteger();
  private Optional<Parcel> last = Optional.empty(); // the receiver's; nothing while it waits

  /**
   * Makes one around a connection's inbox.
   *
   * @param nested whether another layer's stands between, so that it must not open our parcels
   */
  ChannelInbox(Inbox inbox, boolean nested) {
    this.inbox = inbox;
    this.nested = nested;
  }

  /**
   * Adds what a layer delivers, unless so many messages wait. Frames are not counted, since most
   * never wait here; the inbox itself has a limit for those that do.
   */
  boolean deliver(Delivery delivery, int capacity) {
    if (delivery.message() instanceof Frame) {
      return delivery.to(inbox);
    }
    if (waiting.incrementAndGet() <= capacity && put(delivery)) {
      return true;
    }
    waiting.decrementAndGet();
    return false;
  }

  private boolean put(Delivery delivery) {
    return nested
        ? inbox.post(new ChannelEvent(new Own(this, delivery.parcel())))
        : delivery.to(inbox);
  }

  @Override
  public Event receive() {
    last = Optional.empty();
    while (true) {
      var event = opened(inbox.receive());
      if (event.isPresent()) {
        return event.get();
      }
    }
  }

  @Override
  public Optional<Event> receive(Duration atMost) {
    last = Optional.empty();
    var deadline = System.nanoTime() + atMost.toNanos();
    var left = atMost;
    while (true) {
      var taken = inbox.receive(left);
      var event = taken.flatMap(this::opened);
      if (taken.isEmpty() || event.isPresent()) {
        return event;
      }
      left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
  }

  private Optional<Event> opened(Event event) {
    return switch (event) {
      case ChannelEvent(Parcel parcel) when !nested -> opened(parcel);
      case ChannelEvent(Own(var owner, var parcel)) when owner.equals(this) -> opened(parcel);
      default -> Optional.of(event);
    };
  }

  private Optional<Event> opened(Parcel parcel) {
    waiting.decrementAndGet();
    if (parcel.isExpired()) {
      LOG.debug("a message to a connection has expired before its application came to it");
      return Optional.empty();
    }
    last = Optional.of(parcel);
    return Optional.of(parcel.event());
  }

  @Override
  public Optional<SharedText> sharedText(Message message) {
    return last.filter(parcel -> parcel.event().message() == message)
        .map(Parcel::text)
        .or(() -> inbox.sharedText(message));
  }

  @Override
  public boolean post(ChannelEvent event) {
    return inbox.post(event);
  }

  @Override
  public boolean post(Broadcast broadcast) {
    return inbox.post(broadcast);
  }

  private record Own(ChannelInbox owner, Parcel parcel) implements Message {}
}
