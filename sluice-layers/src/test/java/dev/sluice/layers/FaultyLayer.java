package dev.sluice.layers;

import dev.sluice.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A layer whose queues fail as a test wants. */
record FaultyLayer(ChannelLayer layer, Supplier<Optional<Message>> receive)
    implements ChannelLayer {

  @Override
  public Optional<Message> receive(String channel, Duration atMost) {
    return receive.get();
  }

  @Override
  public String newChannel() {
    return layer.newChannel();
  }

  @Override
  public int capacity(String channel) {
    return layer.capacity(channel);
  }

  @Override
  public Subscription subscribe(String channel, Subscriber subscriber) {
    return layer.subscribe(channel, subscriber);
  }

  @Override
  public void send(String channel, Message message) {
    layer.send(channel, message);
  }

  @Override
  public void addToGroup(String group, String channel) {
    layer.addToGroup(group, channel);
  }

  @Override
  public void discardFromGroup(String group, String channel) {
    layer.discardFromGroup(group, channel);
  }

  @Override
  public GroupDelivery sendToGroup(String group, Message message) {
    return layer.sendToGroup(group, message);
  }

  @Override
  public GroupDelivery sendToOthers(String group, Message message, String exceptChannel) {
    return layer.sendToOthers(group, message, exceptChannel);
  }

  @Override
  public void flush() {
    layer.flush();
  }
}
