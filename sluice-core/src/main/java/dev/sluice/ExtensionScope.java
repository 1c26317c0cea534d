package dev.sluice;

import java.net.InetSocketAddress;

/**
 * A connection of a protocol that Sluice does not know, such as one for chat or mail. Whoever
 * writes a server for one implements this, {@link ExtensionEvent} and {@link ExtensionCommand} with
 * records; routers, groups and authentication then work for it too.
 */
public non-sealed interface ExtensionScope extends Scope {

  /** The protocol's name, by which a router finds its application, such as {@code irc}. */
  String protocol();

  /** Who connected. */
  InetSocketAddress client();

  /**
   * Returns the command that ends the connection, whoever sends it. Unlike others it may be sent by
   * any thread, and it does not wait for a client that is slow.
   *
   * @param reason a few words that the client may see
   */
  ExtensionCommand closing(String reason);

  @Override
  <T> ExtensionScope with(Attribute<T> key, T value);
}
