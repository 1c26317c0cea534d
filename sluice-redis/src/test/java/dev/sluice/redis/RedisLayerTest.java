package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.Bytes;
import dev.sluice.CancelledException;
import dev.sluice.Message;
import dev.sluice.layers.GroupDelivery;
import dev.sluice.layers.LayerConfig;
import dev.sluice.testing.VirtualClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one Redis, as far as one process can be two. */
final class RedisLayerTest {

  private static final String ROOM = "asgi:group:room";

  @TempDir private Path folder;
  private final VirtualClock clock = VirtualClock.start();
  private RealRedis redis;
  private RedisState state;
  private RedisChannelLayer layer;
  private RedisChannelLayer other;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    state = new RedisState(redis.url());
    layer = layer();
    other = layer();
  }

  private RedisChannelLayer layer() {
    var roomy = LayerConfig.defaults().withCapacity(10_000); // for all of a process together
    var config = RealRedis.patient(redis.url()).withLayer(roomy);
    return new RedisChannelLayer(config, Note.TYPES, clock, new SecureRandom());
  }

  @AfterEach
  void stop() {
    layer.close();
    other.close();
    state.close();
    redis.close();
  }

  @Test
  void fromOneSenderMessagesKeepTheirOrderWithinOneMoment() throws Exception {
    var ears = new Ears(layer);
    other.addToGroup("room", ears.name());
    for (var number = 0; number < 1000; number += 2) {
      other.send(ears.name(), new Note(number));
      assertThat(other.sendToGroup("room", new Note(number + 1)).delivered()).isOne();
    }
    for (var number = 0; number < 1000; number++) {
      assertThat(ears.next()).isEqualTo(new Note(number));
    }
  }

  @Test
  void oneMessageToAProcessIsForAllItsMembersButTheOneLeftOut() throws Exception {
    var one = new Ears(layer);
    var two = new Ears(layer);
    var here = new Ears(other);
    for (var ears : Set.of(one, two)) {
      layer.addToGroup("room", ears.name());
    }
    other.addToGroup("room", here.name());

    assertThat(other.sendToGroup("room", new Note(1))).isEqualTo(new GroupDelivery(3, 0));
    assertThat(other.sendToOthers("room", new Note(2), one.name()))
        .isEqualTo(new GroupDelivery(2, 0));
    assertThat(other.sendToGroup("room", new Note(3)).delivered()).isEqualTo(3);

    assertThat(one.next()).isEqualTo(new Note(1));
    assertThat(one.next()).isEqualTo(new Note(3));
    assertThat(two.next()).isEqualTo(new Note(1));
    assertThat(two.next()).isEqualTo(new Note(2));
    assertThat(here.next()).isEqualTo(new Note(1));
  }

  /** In Channels all connections of a process share one capacity. */
  @Test
  void aConnectionThatIsFullHindersNoSisterAndIsCounted() throws Exception {
    var full = new Ears(layer, 1);
    var sister = new Ears(layer);
    for (var number = 0; number < 500; number++) {
      other.send(full.name(), new Note(number));
      other.send(sister.name(), new Note(number));
      assertThat(sister.next()).isEqualTo(new Note(number));
    }

    assertThat(full.next()).isEqualTo(new Note(0));
    assertThat(layer.lost()).isEqualTo(499);
  }

  @Test
  void aSubscriberThatFailsHindersNobody() throws Exception {
    var name = layer.newChannel();
    layer.subscribe(
        name,
        _ -> {
          throw new IllegalStateException("broken");
        });
    var sister = new Ears(layer);
    layer.addToGroup("room", name);
    layer.addToGroup("room", sister.name());

    for (var number = 0; number < 3; number++) {
      other.sendToGroup("room", new Note(number));
      assertThat(sister.next()).isEqualTo(new Note(number));
    }
    Eventually.isTrue("counted", () -> layer.lost() == 3);
    assertThat(layer.sendToGroup("room", new Note(3))).isEqualTo(new GroupDelivery(1, 1));
    assertThat(sister.next()).isEqualTo(new Note(3));
  }

  @Test
  void aMembershipIsRenewedBeforeOthersDropIt() {
    var ears = new Ears(layer);
    layer.addToGroup("room", ears.name());
    var first = score(ears);

    clock.advance(Duration.ofHours(20));
    Eventually.isTrue("renewed", () -> score(ears) > first);
    clock.advance(Duration.ofHours(20));

    assertThat(other.sendToGroup("room", new Note(1)).delivered()).isOne();
  }

  @Test
  void aMembershipThatNobodyRenewsIsDropped() {
    var ears = new Ears(layer);
    layer.addToGroup("room", ears.name());
    layer.close();

    clock.advance(Duration.ofHours(24));

    assertThat(other.sendToGroup("room", new Note(1)).delivered()).isZero();
    assertThat(state.sets()).isEmpty();
  }

  @Test
  void whomAnotherProcessTakesOutOfAGroupStaysOut() {
    var out = new Ears(layer);
    var in = new Ears(layer);
    layer.addToGroup("room", out.name());
    layer.addToGroup("room", in.name());
    var first = score(in);

    other.discardFromGroup("room", out.name());
    clock.advance(Duration.ofHours(7));
    Eventually.isTrue("renewed", () -> score(in) > first);

    assertThat(state.sets().get(ROOM)).containsOnlyKeys(Bytes.utf8(in.name()));
  }

  private double score(Ears ears) {
    return state.sets().getOrDefault(ROOM, Map.of()).getOrDefault(Bytes.utf8(ears.name()), 0.0);
  }

  @Test
  void connectionsThatEndLeaveNothingInRedis() throws Exception {
    for (var number = 0; number < 20; number++) {
      try (var ears = new Ears(layer)) {
        layer.addToGroup("room", ears.name());
        layer.addToGroup("hall" + number, ears.name());
        other.send(ears.name(), new Note(number));
        assertThat(ears.next()).isEqualTo(new Note(number));
      }
    }

    assertThat(state.sets()).isEmpty();
  }

  @Test
  void readersThatAreInterruptedLoseNothing() throws Exception {
    Queue<Message> got = new ConcurrentLinkedQueue<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var number = 0; number < 300; number++) {
        var rival =
            threads.submit(() -> other.receive("jobs", Duration.ofSeconds(10)).ifPresent(got::add));
        layer.send("jobs", new Note(number));
        rival.cancel(true);
        layer.receive("jobs", Duration.ofMillis(20)).ifPresent(got::add);
      }
    }
    Eventually.isTrue(
        "all jobs are there",
        () -> {
          layer.receive("jobs", Duration.ZERO).ifPresent(got::add);
          return got.size() >= 300;
        });
    assertThat(new HashSet<>(got)).hasSameSizeAs(got).hasSize(300);
  }

  @Test
  void aReaderThatIsInterruptedIsCancelled() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var thread = new ArrayBlockingQueue<Thread>(1);
      var reader =
          threads.submit(
              () -> {
                thread.add(Thread.currentThread());
                try {
                  return layer.receive("jobs", Duration.ofSeconds(30)).toString();
                } catch (CancelledException e) {
                  return "cancelled";
                }
              });
      thread.take().interrupt();

      assertThat(reader.get()).isEqualTo("cancelled");
    }
  }

  @Test
  void aFlushOfOthersUnderAnotherPrefixIsTheirs() {
    var config = RealRedis.patient(redis.url()).withPrefix("s[i]te*");
    try (var own = new RedisChannelLayer(config, Note.TYPES)) {
      own.send("jobs", new Note(1));
      layer.send("jobs", new Note(2));
      IntStream.range(0, 3000).forEach(number -> own.addToGroup("room" + number, "jobs"));

      own.flush();

      assertThat(state.sets()).containsOnlyKeys("asgijobs");
    }
  }

  @Test
  void aChannelHasOneSubscriberWhichIsOfThisProcess() {
    var ears = new Ears(layer);

    assertThatIllegalStateException()
        .isThrownBy(() -> layer.subscribe(ears.name(), _ -> true))
        .withMessageContaining("has a subscriber");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> other.subscribe(ears.name(), _ -> true))
        .withMessageContaining("is none of this layer");
  }

  @Test
  void settingsAreCheckedAndKeepTheirSecrets() {
    assertThatIllegalArgumentException()
        .isThrownBy(RedisLayerConfig::of)
        .withMessageContaining("at least one URL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisLayerConfig.of("redis://h").withEncryptionKeys(" "))
        .withMessageContaining("a long secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisLayerConfig.of("redis://h").withTimeout(Duration.ZERO))
        .withMessageContaining("more than nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RedisChannelLayer(RedisLayerConfig.of("nonsense://me:hush@h"), Note.TYPES))
        .withMessageContaining("expected: redis://")
        .withMessageNotContaining("hush");
    assertThat(RedisLayerConfig.of("redis://me:hush@h").withEncryptionKeys("hush"))
        .asString()
        .contains("1 hosts", "1 keys")
        .doesNotContain("hush");
  }
}
