package dev.sluice.bench;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Frame;
import dev.sluice.Message;
import dev.sluice.layers.Channel;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import dev.sluice.web.Json;
import dev.sluice.web.WebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * a frame, and as a record that every member's handler encodes for itself.
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
    var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = Server.start(application(), ServerConfig.defaults().withBind(free));
    var clients = CountingClients.connect(server.address(), members);
    subject = new Subject(server, clients);
  }

  private Application application() {
    return layer.middleware().wrap(WebSocket.application(GroupSendBenchmark::member));
  }

  private static void member(WebSocket socket) {
    Channel.of(socket.scope()).join("all");
    socket.accept();
    for (var event : socket) {
      if (event instanceof ChannelEvent(Said message)) {
        socket.sendJson(message);
      }
    }
  }

  /** Encoded once, shared, one task for each event loop. */
  @Benchmark
  public void frame() {
    send(Frame.text(Json.standard().encode(said)));
  }

  /** Every handler wakes, encodes and sends. */
  @Benchmark
  public void eachForItself() {
    send(said);
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

  private record Subject(Server server, CountingClients clients) implements AutoCloseable {
    @Override
    public void close() {
      clients.close();
      server.close();
    }
  }
}
