package dev.sluice.layers;

import dev.sluice.Message;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The messages that jobs have worked on, in that order. Safe for use by many threads. */
final class Done {

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

  void add(Message message) {
    messages.add(message);
  }

  /** Waits for the next one. */
  Message next() {
    try {
      return Optional.ofNullable(messages.poll(30, TimeUnit.SECONDS)).orElseThrow();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }
}
