package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.sluice.Broadcast;
import dev.sluice.ChannelEvent;
import dev.sluice.Headers;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.WebSocketCommand;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A message to a group of ten thousand, over as many real sockets. */
final class GroupOfTenThousandTest {

  private static final int WANTED = 10_000;
  private static final int OTHER_DESCRIPTORS = 1000;
  private static final int PAYLOAD = 8192;
  private static final int HEADER = 4;

  private final Audience members = new Audience();
  private final AtomicInteger woken = new AtomicInteger();

  private void serve(Scope scope, Inbox inbox, Outbox outbox) {
    inbox.receive();
    outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
    members.add(inbox);
    inbox.receive();
    woken.incrementAndGet();
  }

  @Test
  void isEncodedOnceCopiedForNobodyAndWakesEachLoopOnce() throws Exception {
    var count = members();
    var patient = TestServers.LIMITS.withPingInterval(Duration.ofMinutes(5));
    var config = TestServers.config().withWebSocket(patient).withMaxConnections(count);
    try (var server = TestServers.start(this::serve, config);
        var clients = Clients.open(server.address().getPort(), count)) {
      assertThat(clients.line()).isEqualTo("open");
      var idle = members.awaitIdle(count);

      var before = allocated();
      var broadcast = new Broadcast(new ChannelEvent(dev.sluice.Frame.text("x".repeat(PAYLOAD))));
      assertThat(idle.stream().filter(member -> !member.inbox().post(broadcast))).isEmpty();
      var shares = broadcast.shares();
      broadcast.close();
      assertThat(clients.line()).isEqualTo("all");
      var each = (allocated() - before) / count;

      assertThat(woken).as("applications that were woken").hasValue(0);
      assertThat(shares.stream().filter(SharedFrame.class::isInstance)).as("encoded").hasSize(1);
      assertThat(each).as("bytes of the heap for each member").isLessThan(PAYLOAD / 2);
      var loops =
          shares.stream().filter(LoopShare.class::isInstance).map(LoopShare.class::cast).toList();
      assertThat(loops).as("tasks").hasSizeLessThanOrEqualTo(Environment.real().loops());
      assertThat(loops.stream().mapToInt(LoopShare::size).sum()).isEqualTo(count);
    }
  }

  /** As many as this machine lets a process have. */
  private static int members() {
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var most = system.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS;
    if (most < WANTED) {
      System.out.printf(
          "a process may open few files here, so the group has %d members; raise ulimit -n%n",
          most);
    }
    return (int) Math.min(WANTED, most);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
  }

  /** The clients' process. */
  private record Clients(Process process, BufferedReader said) implements AutoCloseable {

    static Clients open(int port, int count) throws Exception {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      var classes = ManySockets.class.getProtectionDomain().getCodeSource().getLocation();
      var process =
          new ProcessBuilder(
                  java,
                  "-Xmx256m",
                  "-cp",
                  new File(classes.toURI()).toString(),
                  ManySockets.class.getName(),
                  String.valueOf(port),
                  String.valueOf(count),
                  String.valueOf(HEADER + PAYLOAD))
              .redirectErrorStream(true)
              .start();
      return new Clients(
          process,
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    String line() throws IOException {
      return String.valueOf(said.readLine());
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}
