package dev.sluice.redis;

import dev.sluice.Message;
import dev.sluice.layers.MessageFormatException;
import dev.sluice.layers.MessageTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a message looks in Redis: its map in MessagePack, encrypted if there are keys. Messages that
 * are for some channels of a process name them. Safe for use by many threads.
 */
final class Wire {

  private static final String CHANNELS = "__asgi_channel__";

  /** How much later than its expiry an encrypted message is still read, as in Channels. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final MessageTypes types;
  private final Encryption encryption;
  private final Duration oldest;

  Wire(MessageTypes types, Encryption encryption, Duration expiry) {
    this.types = types;
    this.encryption = encryption;
    this.oldest = expiry.plus(GRACE);
  }

  /**
   * Returns a message as a map, which can be written many times.
   *
   * @throws MessageFormatException if it has no name on the wire
   */
  Map<String, @Nullable Object> map(Message message) {
    return types.encode(message);
  }

  byte[] write(Map<String, @Nullable Object> map, Instant now) {
    return encryption.encrypt(MessagePackWriter.write(map), now);
  }

  byte[] write(Map<String, @Nullable Object> map, String channel, Instant now) {
    return writeFor(map, channel, now);
  }

  byte[] write(Map<String, @Nullable Object> map, List<String> channels, Instant now) {
    return writeFor(map, channels, now);
  }

  private byte[] writeFor(Map<String, @Nullable Object> map, Object channels, Instant now) {
    var more = new LinkedHashMap<String, @Nullable Object>(map);
    more.put(CHANNELS, channels);
    return write(more, now);
  }

  /**
   * Reads a message that may have waited.
   *
   * @throws MessageFormatException if it cannot be read
   */
  Incoming read(byte[] bytes, Instant now) {
    return incoming(encryption.decrypt(bytes, now, oldest));
  }

  /** Reads a message that was published just now; its age is not looked at. */
  Incoming readPublished(byte[] bytes) {
    return incoming(encryption.decrypt(bytes));
  }

  private Incoming incoming(byte[] plain) {
    if (!(MessagePackReader.read(plain) instanceof Map<?, ?> map)) {
      throw new MessageFormatException("", "it is no map (expected: one with a 'type')");
    }
    return new Incoming(types.decode(map), channels(map.get(CHANNELS)));
  }

  private static List<String> channels(@Nullable Object named) {
    return switch (named) {
      case null -> List.of();
      case String channel -> List.of(channel);
      case List<?> some when some.stream().allMatch(String.class::isInstance) ->
          some.stream().map(String.class::cast).toList();
      default ->
          throw new MessageFormatException(
              "", "its %s is neither a text nor a list of texts".formatted(CHANNELS));
    };
  }

  /**
   * What has come.
   *
   * @param channels those of a process that it is for, or none if that is clear without
   */
  record Incoming(Message message, List<String> channels) {}
}
