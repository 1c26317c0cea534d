package dev.sluice.layers;

import dev.sluice.Attribute;
import dev.sluice.Attributes;
import dev.sluice.ExtensionCommand;
import dev.sluice.ExtensionScope;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A connection of a protocol that only tests speak. */
record Call(String id, Attributes attributes) implements ExtensionScope {

  Call(String id) {
    this(id, Attributes.none());
  }

  @Override
  public String protocol() {
    return "call";
  }

  @Override
  public InetSocketAddress client() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  public <T> Call with(Attribute<T> key, T value) {
    return new Call(id, attributes.with(key, value));
  }

  @Override
  public ExtensionCommand closing(String reason) {
    throw new UnsupportedOperationException("nobody ends it");
  }
}
