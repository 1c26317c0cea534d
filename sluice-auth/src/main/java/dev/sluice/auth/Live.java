package dev.sluice.auth;

import dev.sluice.ChannelEvent;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.Outbox;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is somebody's as long as its credential holds; any thread may end it. */
sealed interface Live permits LiveSocket, LiveStream, LiveExtension {

  Logger LOG = LoggerFactory.getLogger(Live.class);

  /** Says 401 on a WebSocket that is open. */
  int CLOSE_CODE = 4401;

  /** Says on HTTP what {@link #CLOSE_CODE} says on a WebSocket. */
  int STATUS = CLOSE_CODE - 4000;

  /** What keeps it open. */
  Tenure tenure();

  /** What its application reads from. */
  Inbox inbox();

  /** What its application writes to. */
  Outbox outbox();

  /** Whether it can outlive its authority, so that somebody must watch over it. */
  boolean isLive();

  /**
   * Sends the client away, if that is for us to do.
   *
   * @throws DisconnectedException if the client has gone by itself
   */
  void dismiss();

  /** Ends it, if it has a credential of which this is true. */
  default void endIf(Predicate<Credential> condition, String why) {
    if (tenure().endIf(condition, why)) {
      leave();
    }
  }

  /** Ends it, whatever its credential is. */
  default void end(String why) {
    if (tenure().end(why)) {
      leave();
    }
  }

  /** Sends the client away and wakes the application. Never throws: others are to be ended too. */
  default void leave() {
    try {
      dismiss();
    } catch (DisconnectedException e) {
      LOG.debug("{} had ended by itself", tenure().id(), e);
    } catch (RuntimeException e) {
      LOG.error("{} has ended, and its client could not be told", tenure().id(), e);
    }
    var _ = inbox().post(new ChannelEvent(new Wake())); // who finds no room finds no sleeper either
  }

  /** Wakes an application that waits for an event. */
  record Wake() implements Message {

    static boolean is(Event event) {
      return event instanceof ChannelEvent(Wake _);
    }
  }
}
