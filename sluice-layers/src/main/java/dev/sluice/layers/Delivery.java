package dev.sluice.layers;

import dev.sluice.Broadcast;
import dev.sluice.ChannelEvent;
import dev.sluice.Frame;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.SharedText;
import java.time.Instant;
import java.time.InstantSource;

/**
 * One message on its way to those who get it in this process. However many they are, they share
 * what is made for it. For use by one thread, which closes it behind the last of them.
 */
public final class Delivery implements AutoCloseable {

  private final Parcel parcel;
  private final Broadcast broadcast;

  /**
   * Makes one that has not reached anybody.
   *
   * @param expires when nobody wants it any more, as {@code clock} has it
   */
  public Delivery(Message message, Instant expires, InstantSource clock) {
    var event = new ChannelEvent(message);
    this.parcel = new Parcel(event, expires, clock, new SharedText());
    this.broadcast = new Broadcast(message instanceof Frame ? event : new ChannelEvent(parcel));
  }

  /** What is delivered. */
  public Message message() {
    return parcel.event().message();
  }

  /** The same with what a queue has to know. */
  Parcel parcel() {
    return parcel;
  }

  /** Puts it into an inbox, or returns false if there is no room. */
  boolean to(Inbox inbox) {
    return inbox.post(broadcast);
  }

  /** Lets everybody have it who has not got it yet. */
  @Override
  public void close() {
    broadcast.close();
  }
}
