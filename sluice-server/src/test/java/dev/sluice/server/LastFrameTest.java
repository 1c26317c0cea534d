package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.DisconnectedException;
import dev.sluice.Headers;
import dev.sluice.Outbox;
import dev.sluice.WebSocketCommand;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A close frame is the last frame, however busy the application is (RFC 6455, section 5.5.1). */
final class LastFrameTest {

  private static final int SOCKETS = 300;

  private static final WebSocketCommand.Text WORD = new WebSocketCommand.Text("word");
  private static final WebSocketCommand.Accept ACCEPT =
      new WebSocketCommand.Accept(Optional.empty(), Headers.none());

  @Test
  void nothingFollowsACloseFromAnotherThread() {
    Application talksAndIsClosed =
        (_, _, outbox) -> {
          outbox.send(ACCEPT);
          var talking = new CountDownLatch(20);
          var closer =
              Thread.ofPlatform()
                  .start(
                      () -> {
                        talking.countDown();
                        awaitUninterruptibly(talking);
                        outbox.send(new WebSocketCommand.Close(4401, ""));
                      });
          talk(outbox, talking);
          closer.join();
        };
    try (var server = TestServers.start(talksAndIsClosed)) {
      for (var i = 0; i < SOCKETS; i++) {
        assertCloseIsLast(server, 4401);
      }
    }
  }

  @Test
  void nothingFollowsTheCloseOfAServerThatStops() {
    for (var i = 0; i < SOCKETS / 10; i++) {
      var talking = new CountDownLatch(20);
      var server =
          TestServers.start(
              (_, _, outbox) -> {
                outbox.send(ACCEPT);
                talk(outbox, talking);
              });
      var closing =
          Thread.ofPlatform()
              .start(
                  () -> {
                    awaitUninterruptibly(talking);
                    server.close();
                  });
      assertCloseIsLast(server, 1001);
      join(closing);
    }
  }

  /**
   * Its close frame is there as soon as frames are, and the word is on its way by then: here the
   * application runs on the event loop, which writes behind it.
   */
  @Test
  void nothingFollowsTheAnswerToACloseThatCameWithTheHandshake() {
    Application application =
        (_, _, outbox) -> {
          outbox.send(ACCEPT);
          outbox.send(WORD);
        };
    var real = Environment.real();
    var onTheLoop =
        new Environment(
            real.transport(), 1, real.clock(), real.nanos(), real.random(), StartedHere::new);
    var close = Bytes.copyOf(Frame.close(1000).masked());
    try (var server = TestServers.start(application, TestServers.config(), onTheLoop);
        var client = new RawClient(server)) {
      client.send(Bytes.join(List.of(Bytes.utf8(RawClient.handshake("/")), close)).toArray());
      assertThat(client.response().status()).isEqualTo(101);
      assertThat(client.frame()).isEqualTo(Frame.text("word"));
      assertCloseIsLast(client, 1000);
    }
  }

  private static void talk(Outbox outbox, CountDownLatch talking) {
    try {
      while (true) {
        outbox.send(WORD);
        talking.countDown();
      }
    } catch (DisconnectedException _) {
      assertThat(talking.getCount()).isZero();
    }
  }

  private static void assertCloseIsLast(Server server, int code) {
    try (var client = RawClient.openWebSocket(server)) {
      assertCloseIsLast(client, code);
    }
  }

  private static void assertCloseIsLast(RawClient client, int code) {
    var frame = client.frame();
    while (frame.opcode() == 1) {
      frame = client.frame();
    }
    assertThat(frame.code()).isEqualTo(code);
    client.send(Frame.close(code).masked());
    assertThat(client.isAtEnd()).as("nothing behind the close frame").isTrue();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A thread whose work is done by whoever starts it. */
  private static final class StartedHere extends Thread {

    private final Runnable task;

    StartedHere(Runnable task) {
      this.task = task;
    }

    @Override
    public void start() {
      task.run();
      super.start();
    }
  }
}
