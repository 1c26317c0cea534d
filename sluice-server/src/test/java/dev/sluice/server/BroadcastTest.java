package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Broadcast;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Frames that are ready for many clients, over real sockets. */
final class BroadcastTest {

  private static final int CLIENTS = 200;

  private final Audience members = new Audience();
  private final AtomicInteger woken = new AtomicInteger();
  private final CountDownLatch mayAccept = new CountDownLatch(1);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);

  /** Accepts; answers "wait" when it may, and everything else at once. */
  private final Application application =
      (_, inbox, outbox) -> {
        if (!(inbox.receive() instanceof WebSocketEvent.Connect)) {
          throw new AssertionError("no connect");
        }
        if (mayAccept.getCount() > 0) {
          members.add(inbox);
          mayAccept.await();
        }
        outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
        members.add(inbox);
        while (true) {
          var event = inbox.receive();
          woken.incrementAndGet();
          if (!(event instanceof WebSocketEvent.Text(var text))) {
            return;
          }
          if (text.equals("wait")) {
            mayAnswer.await();
          }
          outbox.send(new WebSocketCommand.Text("answer to " + text));
        }
      };

  @Test
  void aBroadcastEncodesOnceWakesEachLoopOnceAndNoApplication() throws Exception {
    mayAccept.countDown();
    var quiet = TestServers.LIMITS.withPingInterval(Duration.ofMinutes(5)); // no frames but ours
    try (var server = TestServers.start(application, TestServers.config().withWebSocket(quiet))) {
      var clients = new ArrayList<RawClient>();
      for (var each = 0; each < CLIENTS; each++) {
        clients.add(RawClient.openWebSocket(server));
      }
      var idle = members.awaitIdle(CLIENTS);

      var broadcast = new Broadcast(new ChannelEvent(dev.sluice.Frame.text("to all")));
      assertThat(idle).allSatisfy(member -> assertThat(member.inbox().post(broadcast)).isTrue());
      var shares = broadcast.shares();
      broadcast.close();

      for (var client : clients) {
        assertThat(client.frame().text()).isEqualTo("to all");
      }
      assertThat(woken).hasValue(0);
      assertThat(shares.stream().filter(SharedFrame.class::isInstance)).hasSize(1);
      assertThat(loops(shares)).hasSizeLessThanOrEqualTo(Environment.real().loops());
      assertThat(loops(shares).stream().mapToInt(LoopShare::size).sum()).isEqualTo(CLIENTS);
      clients.forEach(RawClient::close);
    }
  }

  private static List<LoopShare> loops(Collection<Broadcast.Share> shares) {
    return shares.stream().filter(LoopShare.class::isInstance).map(LoopShare.class::cast).toList();
  }

  @Test
  void framesAndAnswersComeInOneOrder() throws Exception {
    mayAccept.countDown();
    try (var server = TestServers.start(application);
        var client = RawClient.openWebSocket(server)) {
      var member = members.awaitIdle(1).getFirst();
      member.post("1");
      client.text("2");
      assertThat(client.frame().text()).isEqualTo("1");
      assertThat(client.frame().text()).isEqualTo("answer to 2");

      client.text("wait");
      awaitWoken(2);
      member.post("4");
      member.post("5");
      mayAnswer.countDown();

      assertThat(client.frame().text()).isEqualTo("answer to wait");
      assertThat(client.frame().text()).isEqualTo("4");
      assertThat(client.frame().text()).isEqualTo("5");
      assertThat(woken).as("frames that waited were not seen either").hasValue(2);
    }
  }

  @Test
  void aFrameWaitsForTheHandshake() throws Exception {
    try (var server = TestServers.start(application);
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));
      members.next().post("early");
      mayAccept.countDown();

      assertThat(client.response().status()).isEqualTo(101);
      assertThat(client.frame().text()).isEqualTo("early");
    }
  }

  @Test
  void aClientThatDoesNotReadIsLeftOutAndOneThatHasGoneToo() throws Exception {
    mayAccept.countDown();
    try (var server = TestServers.start(application);
        var client = RawClient.openWebSocket(server)) {
      var member = members.awaitIdle(1).getFirst();
      var large = dev.sluice.Frame.binary(Bytes.copyOf(new byte[100_000]));
      var taken = 0;
      while (taken < 1000 && member.inbox().post(new ChannelEvent(large))) {
        taken++;
      }
      assertThat(taken).as("taken from a client that does not read").isBetween(1, 999);

      client.reset();
      member.thread().join();
      assertThat(member.inbox().post(new ChannelEvent(large))).isFalse();
    }
  }

  private void awaitWoken(int times) {
    while (woken.get() < times) {
      Thread.onSpinWait();
    }
  }
}
