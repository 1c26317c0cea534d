package dev.sluice.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.DenyException;
import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** However a connection to a real server ends, a consumer's disconnect runs once. */
final class EndingTest {

  private final List<Integer> codes = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final CountDownLatch busy = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /** Does what its client says, and remembers what it was told last. */
  private class Remembering extends WebSocketConsumer {

    @Override
    protected void receive(String text) throws Exception {
      switch (text) {
        case "close" -> close(4000, "on demand");
        case "deny" -> throw new DenyException(401, "no longer");
        case "fail" -> throw new UnsupportedOperationException("a secret");
        case "work" -> {
          busy.countDown();
          new CountDownLatch(1).await();
        }
        default -> send(text);
      }
    }

    @Override
    protected void disconnect(int code) throws Exception {
      codes.add(code);
      ids.add(scope().id());
      over.countDown();
    }
  }

  private final class Clumsy extends Remembering {
    @Override
    protected void disconnect(int code) throws Exception {
      super.disconnect(code);
      throw new IllegalStateException("clumsy");
    }
  }

  private static Site serve(Supplier<? extends WebSocketConsumer> factory) {
    return new Site(WebSocket.application(WebSocketConsumer.each(factory)));
  }

  @Test
  void theClientLeaves() throws Exception {
    try (var site = serve(Remembering::new);
        var client = site.connect().opened()) {
      client.leave(4001);
      assertThat(client.next()).isEqualTo("4001");

      assertThat(site.failures()).isEmpty();
      assertThat(codes).containsExactly(4001);
    }
  }

  @Test
  void theClientVanishes() throws Exception {
    try (var site = serve(Remembering::new);
        var client = site.connect().opened()) {
      client.send("hello");
      assertThat(client.next()).isEqualTo("hello");
      client.vanish();
      over.await();

      assertThat(site.failures()).isEmpty();
      assertThat(codes).containsExactly(1006);
    }
  }

  @Test
  void theConsumerCloses() throws Exception {
    try (var site = serve(Remembering::new);
        var client = site.connect().opened()) {
      client.send("close");
      assertThat(client.next()).isEqualTo("4000 on demand");

      assertThat(site.failures()).isEmpty();
      assertThat(codes).containsExactly(4000);
    }
  }

  @Test
  void theConsumerDenies() throws Exception {
    try (var site = serve(Remembering::new);
        var client = site.connect().opened()) {
      client.send("deny");
      assertThat(client.next()).isEqualTo("4401 no longer");

      assertThat(site.failures()).isEmpty();
      assertThat(codes).containsExactly(4401);
    }
  }

  @Test
  void theConsumerFailsAndTheClientIsToldNothingButAnId() throws Exception {
    try (var site = serve(Remembering::new);
        var client = site.connect().opened()) {
      client.send("fail");
      var close = client.next();

      var failures = site.failures();
      assertThat(close).isEqualTo("1011 " + ids.getFirst());
      assertThat(failures).hasSize(1);
      assertThat(failures.getFirst().getFormattedMessage()).contains(ids.getFirst());
      assertThat(failures.getFirst().getThrowableProxy().getMessage()).isEqualTo("a secret");
      assertThat(codes).containsExactly(1011);
    }
  }

  @Test
  void theServerCancelsAConsumerWhoseClientHasGone() throws Exception {
    var remembering = WebSocket.application(WebSocketConsumer.each(Remembering::new));
    try (var site = new Site(remembering, Duration.ofSeconds(1));
        var client = site.connect().opened()) {
      client.send("work");
      busy.await();
      client.vanish();
      over.await();

      assertThat(site.failures()).isEmpty();
      assertThat(codes).containsExactly(1001);
    }
  }

  @Test
  void theServerDrains() throws Exception {
    try (var site = serve(Remembering::new);
        var client = site.connect().opened()) {
      site.stop();

      assertThat(client.next()).startsWith("1001");
      assertThat(site.failures()).isEmpty();
      assertThat(codes).containsExactly(1001);
    }
  }

  @Test
  void aHandshakeIsRefused() {
    final class Refusing extends Remembering {
      @Override
      protected void connect() {
        deny(429, "slow down");
      }
    }
    try (var site = serve(Refusing::new);
        var client = site.connect()) {
      assertThat(client.refused()).isEqualTo(429);

      assertThat(site.failures()).isEmpty();
      assertThat(codes).containsExactly(1006);
    }
  }

  @Test
  void aFailureOfDisconnectIsLoggedWithTheConnectionsId() throws Exception {
    try (var site = serve(Clumsy::new);
        var client = site.connect().opened()) {
      client.leave(4001);
      assertThat(client.next()).isEqualTo("4001");

      var failures = site.failures();
      assertThat(failures).hasSize(1);
      assertThat(failures.getFirst().getFormattedMessage()).contains(ids.getFirst());
      assertThat(failures.getFirst().getThrowableProxy().getMessage()).isEqualTo("clumsy");
    }
  }

  @Test
  void aFailureOfDisconnectHidesNoOtherAndIsHiddenByNone() throws Exception {
    for (var demand : List.of("fail", "deny")) {
      ids.clear();
      try (var site = serve(Clumsy::new);
          var client = site.connect().opened()) {
        client.send(demand);
        assertThat(client.next()).startsWith(demand.equals("fail") ? "1011" : "4401");

        var messages = site.failures().stream().map(it -> it.getFormattedMessage()).toList();
        assertThat(messages)
            .hasSize(demand.equals("fail") ? 2 : 1)
            .allMatch(it -> it.contains(ids.getFirst()))
            .contains("connection " + ids.getFirst() + ": disconnect failed");
      }
    }
  }
}
