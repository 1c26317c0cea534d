package dev.sluice.consumers;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client, as blocking code. */
final class Client implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<WebSocket> opened;

  private Client(int port, List<String> subprotocols) {
    var builder = http.newWebSocketBuilder();
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.getFirst(),
          subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
    }
    this.opened =
        builder.buildAsync(URI.create("ws://127.0.0.1:%d/".formatted(port)), new Hearing());
  }

  static Client connect(int port, List<String> subprotocols) {
    return new Client(port, subprotocols);
  }

  /** Waits for the handshake to be accepted. */
  Client opened() {
    opened.join();
    return this;
  }

  /** Waits for the handshake to be refused, and returns the status. */
  int refused() {
    try {
      opened.join();
    } catch (java.util.concurrent.CompletionException e) {
      if (e.getCause() instanceof java.net.http.WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
    throw new AssertionError("the handshake was accepted");
  }

  void send(String text) {
    opened.join().sendText(text, true).join();
  }

  void sendBinary(String text) {
    opened
        .join()
        .sendBinary(
            java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)), true)
        .join();
  }

  void leave(int code) {
    opened.join().sendClose(code, "").join();
  }

  void vanish() {
    opened.join().abort();
  }

  /** Waits for what comes next: a text, or {@code CODE REASON} of a close. */
  String next() throws InterruptedException {
    var next = heard.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  @Override
  public void close() {
    var _ = opened.thenAccept(WebSocket::abort);
    http.shutdownNow();
  }

  private final class Hearing implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        heard.add(part.toString());
        part.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add((code + " " + reason).strip());
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }
  }
}
