package dev.sluice.django;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's own client of a server, which sends one cookie. */
final class Browser implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final String cookie;

  Browser(int port, String cookie) {
    this.port = port;
    this.cookie = cookie;
  }

  HttpResponse<String> get() throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri("http")).header("Cookie", cookie).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Opens a WebSocket. */
  Socket open() {
    var heard = new LinkedBlockingQueue<String>();
    var connection =
        client
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .buildAsync(uri("ws"), new Ear(heard))
            .join();
    return new Socket(connection, heard);
  }

  /** Asks for a WebSocket that is refused, and returns the answer. */
  HttpResponse<?> refused() {
    try {
      open();
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse();
      }
      throw e;
    }
    throw new AssertionError("the handshake was accepted (expected: refused)");
  }

  private URI uri(String scheme) {
    return URI.create("%s://127.0.0.1:%d/".formatted(scheme, port));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** One WebSocket, and what the server has said on it. */
  record Socket(WebSocket connection, BlockingQueue<String> heard) {

    /** Sends a word and returns the answer, which may be "closed 1013". */
    String ask(String word) throws InterruptedException {
      connection.sendText(word, true).join();
      return next();
    }

    String next() throws InterruptedException {
      var next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("the server said nothing (expected: an answer)");
      }
      return next;
    }
  }

  private record Ear(BlockingQueue<String> heard) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.add(data.toString());
      return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code);
      return WebSocket.Listener.super.onClose(socket, code, reason);
    }
  }
}
