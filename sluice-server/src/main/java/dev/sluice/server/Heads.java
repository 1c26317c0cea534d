package dev.sluice.server;

import dev.sluice.RequestHead;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** Makes what an application sees of a request's head. */
final class Heads {

  private Heads() {}

  static RequestHead of(Site site, Request request, String scheme, Channel channel) {
    return new RequestHead(
        site.ids().next(),
        request.version(),
        scheme,
        request.path(),
        request.query(),
        "",
        request.headers(),
        client(channel));
  }

  /** Returns who connected; a client that has gone already has no address any more. */
  static InetSocketAddress client(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress address
        ? address
        : new InetSocketAddress(0);
  }
}
