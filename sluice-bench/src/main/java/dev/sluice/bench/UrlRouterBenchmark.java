package dev.sluice.bench;

import dev.sluice.Attributes;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Query;
import dev.sluice.RequestHead;
import dev.sluice.web.PathParams;
import dev.sluice.web.UrlRouter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What it costs to find a path's route among ten, and among a thousand. Sampled, because the median
 * does not notice what else the machine does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class UrlRouterBenchmark {

  private static final Outbox NOWHERE = command -> {};

  /** How many routes there are. */
  @Param({"10", "1000"})
  public int routes;

  private UrlRouter router = new UrlRouter();
  private HttpScope first = scope("/");
  private HttpScope last = scope("/");

  /** Makes the table: one route of a kind after the other, each with a parameter. */
  @Setup
  public void fill() {
    for (var i = 0; i < routes; i++) {
      router =
          router.path(
              "section%04d/<slug:name>/<int:page>/".formatted(i),
              (scope, inbox, outbox) -> PathParams.of(scope));
    }
    first = scope("/section0000/lobby/5/");
    last = scope("/section%04d/lobby/5/".formatted(routes - 1));
  }

  /** Finds the first. */
  @Benchmark
  public void first(Blackhole hole) throws Exception {
    router.serve(first, NoEvents.INSTANCE, NOWHERE);
    hole.consume(first);
  }

  /** Finds the last. */
  @Benchmark
  public void last(Blackhole hole) throws Exception {
    router.serve(last, NoEvents.INSTANCE, NOWHERE);
    hole.consume(last);
  }

  private static HttpScope scope(String path) {
    var client = InetSocketAddress.createUnresolved("192.0.2.1", 50000);
    var head = new RequestHead("c1", "1.1", "http", path, Query.none(), "", Headers.none(), client);
    return new HttpScope("GET", head, Attributes.none());
  }

  private enum NoEvents implements Inbox {
    INSTANCE;

    @Override
    public Event receive() {
      throw new IllegalStateException("there are no events here");
    }

    @Override
    public Optional<Event> receive(Duration atMost) {
      return Optional.empty();
    }

    @Override
    public boolean post(ChannelEvent event) {
      return false;
    }
  }
}
