package dev.sluice.web;

import java.time.Duration;
import java.util.List;

/**
 * How a {@link Conversation} goes where there is no WebSocket.
 *
 * @param keepAlive how long an event stream is silent before a comment shows that it lives
 * @param poll how long a poll waits for something to answer; then 204
 * @param trusted the other sites whose pages may post with their visitors' cookies
 */
public record ConversationConfig(Duration keepAlive, Duration poll, OriginPolicy trusted) {

  /** Refuses times that are not positive. */
  public ConversationConfig {
    if (!keepAlive.isPositive() || !poll.isPositive()) {
      throw new IllegalArgumentException(
          "keepAlive is %s and poll is %s (expected: positive times)".formatted(keepAlive, poll));
    }
  }

  /** Returns comments every 15 s and polls of 25 s, and trusts no other site. */
  public static ConversationConfig defaults() {
    return new ConversationConfig(
        EventStream.KEEP_ALIVE, Duration.ofSeconds(25), new OriginPolicy(List.of()));
  }

  /** Returns this with another time between signs of life. */
  public ConversationConfig withKeepAlive(Duration time) {
    return new ConversationConfig(time, poll, trusted);
  }

  /** Returns this with another time for a poll; less than what proxies on the way wait for. */
  public ConversationConfig withPoll(Duration time) {
    return new ConversationConfig(keepAlive, time, trusted);
  }

  /** Returns this with other sites that are trusted. */
  public ConversationConfig withTrusted(OriginPolicy policy) {
    return new ConversationConfig(keepAlive, poll, policy);
  }
}
