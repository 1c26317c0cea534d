package dev.sluice.examples.hello;

import dev.sluice.Application;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;

/** Says hello, and then whatever it is told. */
public final class Hello {

  private Hello() {}

  // begin hello
  static void hello(WebSocket socket) {
    socket.accept();
    socket.send("hello");
    socket.texts().forEach(socket::send);
  }

  static Application application() {
    return new ProtocolTypeRouter().webSocket(new UrlRouter().webSocket("hello/", Hello::hello));
  }

  // end hello

  // begin serve
  /** Serves {@code ws://127.0.0.1:8000/hello/} until the process is ended. */
  public static void main(String[] args) throws InterruptedException {
    Server.start(application(), ServerConfig.defaults()).awaitEnd();
  }
  // end serve
}
