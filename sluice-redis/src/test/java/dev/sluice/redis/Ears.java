package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Message;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.Delivery;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connection's channel, and what it hears. */
final class Ears implements AutoCloseable {

  private final String name;
  private final ChannelLayer.Subscription subscription;
  private final BlockingQueue<Message> heard;

  Ears(ChannelLayer layer) {
    this(layer, Integer.MAX_VALUE);
  }

  /** One that has room for so many messages. */
  Ears(ChannelLayer layer, int room) {
    heard = new LinkedBlockingQueue<>(room);
    name = layer.newChannel();
    subscription = layer.subscribe(name, this::hear);
  }

  private boolean hear(Delivery delivery) {
    return heard.offer(delivery.message());
  }

  String name() {
    return name;
  }

  /** Returns what is heard next, within half a minute. */
  Message next() throws InterruptedException {
    var message = heard.poll(30, TimeUnit.SECONDS);
    assertThat(message).as("a message to " + name).isNotNull();
    return message;
  }

  boolean isSilent() {
    return heard.isEmpty();
  }

  @Override
  public void close() {
    subscription.close();
  }
}
