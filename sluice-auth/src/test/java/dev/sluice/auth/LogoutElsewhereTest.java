package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Handshakes that race with the deletion of their session by another process. */
final class LogoutElsewhereTest {

  private static final int RACES = 500;

  private final LiveSite site = new LiveSite();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // for machines that are busy with something else
  void leavesNoLiveSocketAfterTheNextCheck() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < RACES; i++) {
        var key = site.keyOfLogin("1");
        var decided = new CountDownLatch(1);
        var logout = threads.submit(() -> site.sessions.delete(key));
        try (var _ = connect(key, decided)) {
          logout.get();
          decided.await();
          site.revalidation.check();
          var deadline = System.nanoTime() + 60_000_000_000L;
          while (site.connections.size() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
          }
          assertThat(site.connections.size()).as("race %d", i).isZero();
        }
      }
    }
  }

  private WebSocketCommunicator connect(String key, CountDownLatch decided) {
    Application staying =
        WebSocket.application(
            socket -> {
              Auth.of(socket.scope()).requireUser();
              socket.accept();
              decided.countDown();
              socket.forEach(_ -> {});
            });
    var guarded = site.doors().wrap(staying);
    Application deciding =
        (scope, inbox, outbox) -> {
          try {
            guarded.serve(scope, inbox, outbox);
          } finally {
            decided.countDown();
          }
        };
    return WebSocketCommunicator.to(deciding).cookie("sessionid", key).origin(Site.HOST).connect();
  }
}
