package dev.sluice.redis;

import dev.sluice.layers.LayerConfig;
import java.time.Duration;
import java.util.List;

/**
 * Where a channel layer in Redis is, and what it shares with everybody on it: Python processes with
 * {@code channels_redis} have to have the same hosts in the same order, prefix and keys.
 *
 * @param hosts URLs such as {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS
 * @param prefix what all keys in Redis begin with
 * @param encryptionKeys if there are any, nobody can read or forge messages without; the first
 *     encrypts, and all decrypt
 * @param timeout how long to wait for a connection or an answer
 * @param layer capacities and times, in whole seconds
 */
public record RedisLayerConfig(
    List<String> hosts,
    String prefix,
    List<String> encryptionKeys,
    Duration timeout,
    LayerConfig layer) {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** Checks every value, but for the URLs. */
  public RedisLayerConfig {
    hosts = List.copyOf(hosts);
    encryptionKeys = List.copyOf(encryptionKeys);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("there are no hosts (expected: at least one URL)");
    }
    if (encryptionKeys.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("an encryption key is empty (expected: a long secret)");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          "the timeout is %s (expected: more than nothing)".formatted(timeout));
    }
  }

  /** Returns the settings that {@code channels_redis} has, for these hosts. */
  public static RedisLayerConfig of(String... hosts) {
    return new RedisLayerConfig(List.of(hosts), "asgi", List.of(), TIMEOUT, LayerConfig.defaults());
  }

  /** Returns these settings with another prefix. */
  public RedisLayerConfig withPrefix(String text) {
    return new RedisLayerConfig(hosts, text, encryptionKeys, timeout, layer);
  }

  /** Returns these settings with keys; {@code symmetric_encryption_keys} of Channels. */
  public RedisLayerConfig withEncryptionKeys(String... secrets) {
    return new RedisLayerConfig(hosts, prefix, List.of(secrets), timeout, layer);
  }

  /** Returns these settings with another time to wait. */
  public RedisLayerConfig withTimeout(Duration time) {
    return new RedisLayerConfig(hosts, prefix, encryptionKeys, time, layer);
  }

  /** Returns these settings with other capacities and times. */
  public RedisLayerConfig withLayer(LayerConfig settings) {
    return new RedisLayerConfig(hosts, prefix, encryptionKeys, timeout, settings);
  }

  /** Tells how many hosts and keys there are; both are secrets. */
  @Override
  public String toString() {
    return "RedisLayerConfig[%d hosts, prefix=%s, %d keys, timeout=%s, layer=%s]"
        .formatted(hosts.size(), prefix, encryptionKeys.size(), timeout, layer);
  }
}
