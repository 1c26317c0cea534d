package dev.sluice.auth;

import dev.sluice.Command;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HTTP request that is somebody's. It is live once it begins an event stream, or waits for
 * something else than its body; others are over before anybody could end them. What its application
 * sends and receives behind its end fails; what was sent stays sent.
 */
final class LiveStream implements Live {
  private final Tenure tenure;
  private final Inbox inbox;
  private final Outbox outbox;

  /** What is to be done when it becomes live. */
  private Runnable onLive = () -> {};

  private volatile boolean live;
  private boolean bodyRead;
  private boolean begun;

  LiveStream(String id, Inbox inbox, Outbox outbox) {
    this.tenure = new Tenure(id);
    this.inbox = inbox;
    this.outbox = outbox;
  }

  void onLive(Runnable action) {
    onLive = action;
  }

  @Override
  public Tenure tenure() {
    return tenure;
  }

  @Override
  public boolean isLive() {
    return live;
  }

  /** The server ends the response when the application does. */
  @Override
  public void dismiss() {}

  @Override
  public Inbox inbox() {
    return new GuardedInbox(inbox, this::next);
  }

  @Override
  public Outbox outbox() {
    return this::send;
  }

  private Optional<Event> next(Supplier<Optional<Event>> source) {
    if (bodyRead) {
      becomeLive();
    }
    while (!tenure.isOver()) {
      var event = source.get();
      if (event.isPresent() && event.get() instanceof HttpEvent.Body body) {
        bodyRead = !body.more();
      }
      if (event.isEmpty() || event.get() instanceof HttpEvent.Disconnect) {
        return event;
      }
      if (!tenure.isOver() && !Wake.is(event.get())) {
        return event;
      }
    }
    if (!begun) {
      throw denied();
    }
    return Optional.of(new HttpEvent.Disconnect());
  }

  private void send(Command command) {
    if (command instanceof HttpCommand.Start start) {
      if (isEventStream(start)) {
        becomeLive();
        requireAuthority();
      }
      begun = true;
    }
    if (command instanceof HttpCommand.Body body && body.more() && tenure.isOver()) {
      throw new DisconnectedException("the stream has ended: " + tenure.reason());
    }
    outbox.send(command);
  }

  private static boolean isEventStream(HttpCommand.Start start) {
    var type = start.headers().first("Content-Type").orElse("");
    return type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  private void becomeLive() {
    if (!live) {
      live = true;
      onLive.run();
    }
  }

  private void requireAuthority() {
    if (tenure.isOver()) {
      throw denied();
    }
  }

  private DenyException denied() {
    return new DenyException(STATUS, tenure.reason());
  }
}
