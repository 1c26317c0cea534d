package dev.sluice.examples.chat;

import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The chat on a real server, on a free port of this machine. */
public final class LiveChat implements AutoCloseable {

  private final Server server;

  private LiveChat(Server server) {
    this.server = server;
  }

  /** Starts one with empty rooms. */
  public static LiveChat start() {
    var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var application = Chat.application(new InMemoryChannelLayer());
    return new LiveChat(Server.start(application, ServerConfig.defaults().withBind(free)));
  }

  /** Returns the URL of a page. */
  public URI page(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.address().getPort(), path));
  }

  @Override
  public void close() {
    server.close();
  }
}
