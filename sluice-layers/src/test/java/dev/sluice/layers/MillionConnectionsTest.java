package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a layer keeps of connections that are no more. It takes some ten seconds. */
@Timeout(300)
final class MillionConnectionsTest {

  private static final int CONNECTIONS = 1_000_000;
  private static final int THREADS = 2;
  private static final int GROUPS = 1000;

  /** Far below one byte for each connection; the heap itself moves by some hundred kilobytes. */
  private static final long MOST_BYTES = 900_000;

  private final AtomicInteger ended = new AtomicInteger();
  private final InMemoryChannelLayer layer =
      new InMemoryChannelLayer(LayerConfig.defaults(), Clock.systemUTC(), new Random(1));
  private final Application application =
      layer
          .middleware()
          .wrap(
              (scope, _, _) -> {
                var channel = Channel.of(scope);
                channel.join("all");
                channel.join(scope.id());
                channel.sendToGroup(scope.id(), new Note(1));
                ended.incrementAndGet();
              });

  @Test
  void leavesTheHeapAsItWas() throws Exception {
    comeAndGo(CONNECTIONS / 20);
    assertNothingIsKept(); // or the heap would be full long before the end

    var rounds = 0;
    var growth = Long.MAX_VALUE;
    while (growth >= MOST_BYTES && rounds < 3) { // what is kept is kept in each round
      var before = usedHeap();
      comeAndGo(CONNECTIONS);
      growth = Math.min(growth, usedHeap() - before);
      rounds++;
    }

    assertNothingIsKept();
    assertThat(growth).isLessThan(MOST_BYTES);
    assertThat(ended).hasValue(rounds * CONNECTIONS + CONNECTIONS / 20);
  }

  private void assertNothingIsKept() {
    assertThat(layer.connections()).isZero();
    assertThat(layer.groups()).isZero();
    assertThat(layer.queues()).isZero();
  }

  private void comeAndGo(int connections) throws Exception {
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var done =
          IntStream.range(0, THREADS)
              .mapToObj(
                  seed ->
                      threads.submit(
                          () -> {
                            comeAndGo(new SplittableRandom(seed), connections / THREADS);
                            return seed;
                          }))
              .toList();
      for (var part : done) {
        part.get();
      }
    }
  }

  private void comeAndGo(SplittableRandom random, int connections) throws Exception {
    for (var each = 0; each < connections; each++) {
      var scope = new Call("room" + random.nextInt(GROUPS));
      application.serve(scope, new QueueInbox(), _ -> {});
    }
  }

  private static long usedHeap() {
    for (var times = 0; times < 3; times++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
