package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.layers.ChannelLayer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What layers keep of connections that are no more, here and in Redis. */
final class ComeAndGoTest {

  private static final int CONNECTIONS = 20_000;
  private static final int AT_ONCE = 20;

  /** Fifty bytes for each connection, which is less than a name. */
  private static final long MOST_BYTES = 50L * CONNECTIONS;

  @TempDir private Path folder;
  private RealRedis redis;
  private RedisState state;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    state = new RedisState(redis.url());
  }

  @AfterEach
  void stop() {
    state.close();
    redis.close();
  }

  @Test
  void nothingIsLeftOfThemByTheLayer() throws Exception {
    try (var layer = new RedisChannelLayer(RealRedis.patient(redis.url()), Note.TYPES)) {
      assertThat(growth(layer, layer.node()::kept)).isLessThan(MOST_BYTES);
    }
  }

  @Test
  void nothingIsLeftOfThemByThePublishingLayer() throws Exception {
    try (var layer = new RedisPubSubChannelLayer(RealRedis.patient(redis.url()), Note.TYPES)) {
      assertThat(growth(layer, () -> layer.node().kept() + layer.kept())).isLessThan(MOST_BYTES);
    }
  }

  /** The least that the heap has grown by in some rounds: what is kept is kept in each. */
  private long growth(ChannelLayer layer, IntSupplier kept) throws Exception {
    comeAndGo(layer, CONNECTIONS / 10);
    var growth = Long.MAX_VALUE;
    for (var rounds = 0; growth >= MOST_BYTES && rounds < 3; rounds++) {
      var before = usedHeap();
      comeAndGo(layer, CONNECTIONS);
      growth = Math.min(growth, usedHeap() - before);
    }
    assertThat(kept.getAsInt()).as("kept in the process").isZero();
    assertThat(state.sets()).as("kept in Redis").isEmpty();
    assertThat(state.subscriptions("*")).isEmpty();
    return growth;
  }

  private static void comeAndGo(ChannelLayer layer, int connections) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done =
          IntStream.range(0, AT_ONCE)
              .mapToObj(thread -> threads.submit(() -> comeAndGo(layer, connections, thread)))
              .toList();
      for (var part : done) {
        assertThat(part.get()).isEqualTo(connections / AT_ONCE);
      }
    }
  }

  private static int comeAndGo(ChannelLayer layer, int connections, int thread) {
    var reached = 0;
    for (var number = 0; number < connections / AT_ONCE; number++) {
      try (var ears = new Ears(layer)) {
        layer.addToGroup("all", ears.name());
        layer.addToGroup("room" + thread + "-" + number, ears.name());
        reached += layer.sendToGroup("room" + thread + "-" + number, new Note(1)).delivered();
      }
    }
    return reached;
  }

  private static long usedHeap() {
    for (var times = 0; times < 3; times++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
