package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** However a real socket with several streams ends, each is told once. */
final class StreamsTest {

  private final List<String> ends = new CopyOnWriteArrayList<>();
  private final CountDownLatch both = new CountDownLatch(2);
  private final CountDownLatch busy = new CountDownLatch(1);

  private final class Told extends WebSocketConsumer {

    private final String name;

    Told(String name) {
      this.name = name;
    }

    @Override
    protected void receive(String text) throws Exception {
      if (text.equals("\"work\"")) {
        busy.countDown();
        new CountDownLatch(1).await();
      }
      send(text);
    }

    @Override
    protected void disconnect(int code) {
      ends.add(name + " " + code);
      both.countDown();
    }
  }

  private WebSocket.Handler told(String name) {
    return WebSocketConsumer.each(() -> new Told(name));
  }

  /** Waits until both streams are open. */
  private static void greet(Client client) throws InterruptedException {
    for (var stream : List.of("a", "b")) {
      var hello = "{\"stream\":\"%s\",\"payload\":[1.50]}".formatted(stream);
      client.send(hello);
      assertThat(client.next()).isEqualTo(hello);
    }
  }

  private Site serve() {
    return serve(Duration.ofMinutes(1));
  }

  private Site serve(Duration patience) {
    return new Site(new Demultiplexer().stream("a", told("a")).stream("b", told("b")), patience);
  }

  @Test
  void theClientLeaves() throws Exception {
    try (var site = serve();
        var client = site.connect().opened()) {
      greet(client);
      client.leave(4001);
      both.await();

      assertThat(site.failures()).isEmpty();
      assertThat(ends).containsExactlyInAnyOrder("a 4001", "b 4001");
    }
  }

  @Test
  void theServerDrains() throws Exception {
    try (var site = serve();
        var client = site.connect().opened()) {
      greet(client);
      site.stop();

      assertThat(client.next()).startsWith("1001");
      assertThat(site.failures()).isEmpty();
      assertThat(ends).containsExactlyInAnyOrder("a 1001", "b 1001");
    }
  }

  @Test
  void theClientVanishesWhileAStreamWorks() throws Exception {
    try (var site = serve(Duration.ofSeconds(4));
        var client = site.connect().opened()) {
      greet(client);
      client.send("{\"stream\":\"a\",\"payload\":\"work\"}");
      busy.await();
      client.vanish();
      both.await();

      assertThat(site.failures()).isEmpty();
      assertThat(ends).containsExactlyInAnyOrder("a 1001", "b 1006");
    }
  }
}
