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
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP request that is somebody's. It is live once it begins an event stream, or waits for
 * something else than its body; others are over before anybody could end them.
 */
final class LiveStream implements Live {

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

  private final String id;
  private final Inbox inbox;
  private final Outbox outbox;

  /** What is to be done when it becomes live. */
  private Runnable onLive = () -> {};

  /** Null while the request is nobody's. */
  private @Nullable Credential credential;

  private volatile boolean live;

  /** Why it has ended; empty until it has. */
  private volatile String ended = "";

  private boolean bodyRead;
  private boolean begun;

  LiveStream(String id, Inbox inbox, Outbox outbox) {
    this.id = id;
    this.inbox = inbox;
    this.outbox = outbox;
  }

  void onLive(Runnable action) {
    onLive = action;
  }

  @Override
  public boolean isLive() {
    return live;
  }

  @Override
  public synchronized Optional<Credential> credential() {
    return Optional.ofNullable(credential);
  }

  @Override
  public synchronized Optional<Credential> change(@Nullable Credential changed) {
    var former = Optional.ofNullable(credential);
    credential = changed;
    return former;
  }

  /** What the application sends and receives from now on fails; what was sent stays sent. */
  @Override
  public void endIf(Predicate<Credential> condition, String why) {
    synchronized (this) {
      if (credential == null || !ended.isEmpty() || !condition.test(credential)) {
        return;
      }
      end(why);
    }
    Live.wake(inbox);
  }

  void end(String why) {
    LOG.info("{} ends: {}", id, why);
    ended = why;
  }

  /** What the application reads from. */
  Inbox inbox() {
    return new GuardedInbox(inbox, this::next);
  }

  /** What the application writes to. */
  Outbox outbox() {
    return this::send;
  }

  private Optional<Event> next(Supplier<Optional<Event>> source) {
    if (bodyRead) {
      becomeLive();
    }
    while (ended.isEmpty()) {
      var event = source.get();
      if (event.isPresent() && event.get() instanceof HttpEvent.Body body) {
        bodyRead = !body.more();
      }
      if (event.isEmpty() || event.get() instanceof HttpEvent.Disconnect) {
        return event;
      }
      if (ended.isEmpty() && !Wake.is(event.get())) {
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
    if (command instanceof HttpCommand.Body body && body.more() && !ended.isEmpty()) {
      throw new DisconnectedException("the stream has ended: " + ended);
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
    if (!ended.isEmpty()) {
      throw denied();
    }
  }

  private DenyException denied() {
    return new DenyException(LiveSocket.CLOSE_CODE - 4000, ended);
  }
}
