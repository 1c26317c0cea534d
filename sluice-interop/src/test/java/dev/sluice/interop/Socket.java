package dev.sluice.interop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page's WebSocket: what it says, and what it hears. */
final class Socket implements AutoCloseable {

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final long PATIENCE_SECONDS = 50;

  private final WebSocket socket;
  private final Ear ear;

  private Socket(WebSocket socket, Ear ear) {
    this.socket = socket;
    this.ear = ear;
  }

  static Socket open(HttpClient http, URI target, String origin, String cookies) {
    var ear = new Ear();
    return new Socket(connect(http, target, origin, cookies, ear).join(), ear);
  }

  /** Returns the status with which it is refused; 101 if it is not. */
  static int knock(HttpClient http, URI target, String origin, String cookies) {
    try {
      connect(http, target, origin, cookies, new Ear()).join().abort();
      return SWITCHING_PROTOCOLS;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  private static CompletableFuture<WebSocket> connect(
      HttpClient http, URI target, String origin, String cookies, Ear ear) {
    var builder = http.newWebSocketBuilder().header("Origin", origin);
    var described = cookies.isEmpty() ? builder : builder.header("Cookie", cookies);
    return described.buildAsync(URI.create("ws" + target.toString().substring(4)), ear);
  }

  void say(String text) {
    socket.sendText(text, true).join();
  }

  /** Returns the next text, or {@code closed} and the code. */
  String next() throws InterruptedException {
    return String.valueOf(ear.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Ear implements WebSocket.Listener {

    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }
  }
}
