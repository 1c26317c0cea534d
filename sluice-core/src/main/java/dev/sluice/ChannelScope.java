package dev.sluice;

/**
 * A named channel that a worker reads, with nobody at its other end: its events are {@link
 * ChannelEvent}s, and there are no commands. ASGI type {@code channel}, as Channels has it.
 *
 * @param channel the channel's name
 */
public record ChannelScope(String channel, Attributes attributes) implements Scope {

  @Override
  public String id() {
    return channel;
  }

  @Override
  public <T> ChannelScope with(Attribute<T> key, T value) {
    return new ChannelScope(channel, attributes.with(key, value));
  }
}
