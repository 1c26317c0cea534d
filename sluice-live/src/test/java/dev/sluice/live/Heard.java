package dev.sluice.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a WebSocket of the JDK's own client has heard: texts, and {@code closed 1000} at its end.
 */
record Heard(BlockingQueue<String> all) implements WebSocket.Listener {

  static Heard nothing() {
    return new Heard(new LinkedBlockingQueue<>());
  }

  void expect(String next) throws InterruptedException {
    assertThat(all.poll(30, TimeUnit.SECONDS)).isEqualTo(next);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    all.add(text.toString());
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    all.add("closed " + code);
    return null;
  }
}
