package dev.sluice.bench;

import dev.sluice.Application;
import dev.sluice.testing.WebSocketCommunicator;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One authenticated handshake, from the cookie to the accepted WebSocket, with its session and its
 * user in a SQLite file; and the two statements in it alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HandshakeBenchmark {

  private @Nullable SignedInSite site;

  /** Makes a site with one user, who is logged in. */
  @Setup
  public void start() throws IOException {
    site = SignedInSite.make();
  }

  /** Takes the site away. */
  @TearDown
  public void stop() throws IOException {
    site().close();
  }

  /** What a handshake costs here. */
  @Benchmark
  public void handshake() {
    handshake(site().application());
  }

  /** The same, without making anything of what its two statements find. */
  @Benchmark
  public void handshakePreparedOnce() {
    handshake(site().keeping());
  }

  /** The same as before, but each statement is prepared and thrown away each time. */
  @Benchmark
  public void handshakePreparedEachTime() {
    handshake(site().preparing());
  }

  /** Its two statements, prepared once. */
  @Benchmark
  public String statementsPreparedOnce() {
    return site().ask("");
  }

  /** Its two statements, prepared and thrown away each time. */
  @Benchmark
  public String statementsPreparedEachTime() {
    return site().ask(site().another());
  }

  private static void handshake(Application application) {
    try (var socket =
        WebSocketCommunicator.to(application).cookie("sessionid", SignedInSite.KEY).connect()) {
      socket.expectAccept();
    }
  }

  private SignedInSite site() {
    if (site == null) {
      throw new IllegalStateException("not started (expected: JMH calls start first)");
    }
    return site;
  }
}
