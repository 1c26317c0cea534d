package dev.sluice.bench;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Frame;
import dev.sluice.Message;
import dev.sluice.layers.Channel;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import dev.sluice.server.WebSocketLimits;
import dev.sluice.web.Json;
import dev.sluice.web.WebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One message to a group, from the send to the last byte at the last client, over real sockets: as
 * a frame; as a record that every member's handler passes on, so that it is encoded once; and as a
 * record of which every handler makes something of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GroupSendBenchmark {

  /** How many connections are in the group. */
  @Param({"100", "1000", "5000"})
  public int members;

  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();
  private final Said said = new Said("ann", "x".repeat(150));
  private @Nullable Subject subject;

  /** Starts a server, and connects all members. */
  @Setup
  public void start() throws IOException {
    var server = Server.start(application(), config());
    var clients = CountingClients.connect(server.address(), members);
    subject = new Subject(server, clients);
  }

  /** The clients answer no pings, so there are none; bytes of theirs would be counted, too. */
  private static ServerConfig config() {
    return ServerConfig.defaults()
        .withBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .withWebSocket(WebSocketLimits.defaults().withPingInterval(Duration.ofHours(1)));
  }

  private Application application() {
    return layer.middleware().wrap(WebSocket.application(GroupSendBenchmark::member));
  }

  private static void member(WebSocket socket) {
    Channel.of(socket.scope()).join("all");
    socket.accept();
    for (var event : socket) {
      switch (event) {
        case ChannelEvent(Said message) -> socket.sendJson(message);
        case ChannelEvent(Raw(var message)) ->
            socket.sendJson(new Said(message.user(), message.text()));
        default -> {}
      }
    }
  }

  /** Encoded once, shared, one task for each event loop. */
  @Benchmark
  public void frame() {
    send(Frame.text(Json.standard().encode(said)));
  }

  /** Every handler wakes and sends what is encoded once. */
  @Benchmark
  public void passedOn() {
    send(said);
  }

  /** Every handler wakes, encodes and sends. */
  @Benchmark
  public void eachForItself() {
    send(new Raw(said));
  }

  private void send(Message message) {
    var clients = Objects.requireNonNull(subject).clients();
    var bytes = (long) members * (4 + Json.standard().encode(said).length());
    clients.expect(bytes, () -> requireAll(layer.sendToGroup("all", message).delivered()));
  }

  private void requireAll(int delivered) {
    if (delivered != members) {
      throw new IllegalStateException("only %d of %d".formatted(delivered, members));
    }
  }

  /** Ends all of it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(subject).close();
  }

  private record Said(String user, String text) implements Message {}

  private record Raw(Said said) implements Message {}

  private record Subject(Server server, CountingClients clients) implements AutoCloseable {
    @Override
    public void close() {
      clients.close();
      server.close();
    }
  }
}
