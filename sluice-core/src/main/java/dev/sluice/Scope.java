package dev.sluice;

import java.util.Optional;

/**
 * What is known about a connection before its first event. Immutable: a middleware passes a changed
 * copy inwards, so changes go downstream only.
 */
public sealed interface Scope permits ConnectionScope, ChannelScope, LifespanScope, ExtensionScope {

  /** Its name in logs; a connection's is unlike any other's. */
  String id();

  /** What middleware has added so far. */
  Attributes attributes();

  /** Returns a scope that also holds {@code value}. */
  <T> Scope with(Attribute<T> key, T value);

  /** Returns what a middleware stored under {@code key}, if one did. */
  default <T> Optional<T> find(Attribute<T> key) {
    return attributes().find(key);
  }

  /**
   * Returns what a middleware stored under {@code key}.
   *
   * @throws MissingAttributeException if none did
   */
  default <T> T get(Attribute<T> key) {
    return find(key).orElseThrow(() -> new MissingAttributeException(key, attributes()));
  }
}
