package dev.sluice.examples.irc;

import dev.sluice.Attribute;
import dev.sluice.Attributes;
import dev.sluice.ExtensionScope;
import java.net.InetSocketAddress;

/** One client that speaks IRC. */
record IrcScope(String id, InetSocketAddress client, Attributes attributes)
    implements ExtensionScope {

  static final String PROTOCOL = "irc";

  @Override
  public String protocol() {
    return PROTOCOL;
  }

  @Override
  public <T> IrcScope with(Attribute<T> key, T value) {
    return new IrcScope(id, client, attributes.with(key, value));
  }

  @Override
  public IrcCommand closing(String reason) {
    return new IrcCommand.Close(reason);
  }
}
