package dev.sluice.consumers;

import dev.sluice.CancelledException;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What waits for one stream: its client's messages, and those of channels, counted apart. */
final class StreamInbox implements Inbox {

  private static final int MOST_MESSAGES = 64;
  private static final int MOST_CHARACTERS = 256 * 1024;
  private static final int MOST_CHANNEL_EVENTS = 100;
  private static final Duration FOREVER = Duration.ofDays(365);

  private final ArrayDeque<Event> waiting = new ArrayDeque<>();
  private int messages;
  private int characters;
  private int channelEvents;
  private boolean ended;

  @Override
  public Event receive() {
    return receive(FOREVER).orElseThrow(CancelledException::new);
  }

  @Override
  public synchronized Optional<Event> receive(Duration atMost) {
    if (Thread.interrupted()) {
      throw new CancelledException();
    }
    var event = take();
    var deadline = System.nanoTime() + atMost.toNanos();
    for (var left = atMost.toNanos(); event.isEmpty() && left > 0; ) {
      await(left);
      event = take();
      left = deadline - System.nanoTime();
    }
    return event;
  }

  private Optional<Event> take() {
    var event = Optional.ofNullable(waiting.poll());
    event.ifPresent(this::forget);
    return event;
  }

  private void forget(Event taken) {
    if (taken instanceof WebSocketEvent.Text(String text)) {
      messages--;
      characters -= text.length();
    } else if (taken instanceof ChannelEvent) {
      channelEvents--;
    }
    notifyAll();
  }

  @Override
  public synchronized boolean post(ChannelEvent event) {
    if (ended || channelEvents >= MOST_CHANNEL_EVENTS) {
      return false;
    }
    channelEvents++;
    add(event);
    return true;
  }

  /** Asks the stream whether it accepts. */
  synchronized void connect() {
    add(new WebSocketEvent.Connect());
  }

  /** Adds a message of the client; false if there is no room for so long. */
  synchronized boolean put(WebSocketEvent.Text message, Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    for (var left = patience.toNanos(); isFull() && left > 0; left = deadline - System.nanoTime()) {
      await(left);
    }
    if (isFull()) {
      return false;
    }
    if (!ended) {
      messages++;
      characters += message.text().length();
      add(message);
    }
    return true;
  }

  private boolean isFull() {
    return !ended && (messages >= MOST_MESSAGES || characters >= MOST_CHARACTERS);
  }

  /** Adds the last event. Later ones, and later calls, change nothing. */
  synchronized void end(WebSocketEvent.Disconnect last) {
    if (!ended) {
      ended = true;
      add(last);
    }
  }

  private void add(Event event) {
    waiting.add(event);
    notifyAll();
  }

  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException e) {
      throw new CancelledException();
    }
  }
}
