package dev.sluice.auth;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.Message;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connection that is somebody's as long as its credential holds; any thread may end it. */
sealed interface Live permits LiveSocket, LiveStream, LiveExtension {

  /** Whether it can outlive its authority, so that somebody must watch over it. */
  boolean isLive();

  /** Whose it is at the moment, and why. */
  Optional<Credential> credential();

  /** Changes the credential, and returns the former one. */
  Optional<Credential> change(@Nullable Credential changed);

  /** Ends it, if it has a credential of which this is true. */
  void endIf(Predicate<Credential> condition, String why);

  /** Wakes an application that waits; who finds no room finds no sleeper either. */
  static void wake(Inbox inbox) {
    var _ = inbox.post(new ChannelEvent(new Wake()));
  }

  /** Wakes an application that waits for an event. */
  record Wake() implements Message {

    static boolean is(Event event) {
      return event instanceof ChannelEvent(Wake _);
    }
  }
}
