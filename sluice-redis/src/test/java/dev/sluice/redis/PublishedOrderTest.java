package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.Message;
import dev.sluice.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published to a group whose members come and go, over connections that come and go. */
final class PublishedOrderTest {

  private static final int MESSAGES = 1000;
  private static final Note LAST = new Note(-1);

  @TempDir private Path folder;
  private RealRedis redis;
  private Cable cable;
  private RedisPubSubChannelLayer layer;
  private RedisPubSubChannelLayer other;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    cable = Cable.to(redis);
    layer = layer(cable.url(), Duration.ofSeconds(20));
    other = layer(redis.url(), Duration.ofSeconds(20));
  }

  private static RedisPubSubChannelLayer layer(String url, Duration timeout) {
    return new RedisPubSubChannelLayer(RedisLayerConfig.of(url).withTimeout(timeout), Note.TYPES);
  }

  @AfterEach
  void stop() throws Exception {
    layer.close();
    other.close();
    cable.close();
    redis.close();
  }

  /** Returns what comes before the last. */
  private static List<Integer> numbers(Ears ears) throws InterruptedException {
    var numbers = new ArrayList<Integer>();
    for (var next = ears.next(); !next.equals(LAST); next = ears.next()) {
      numbers.add(((Note) next).number());
    }
    return numbers;
  }

  @Test
  void whoComesInTheMiddleHearsTheRestInItsOrderAndOnce() throws Exception {
    var late = new ArrayList<Ears>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sender = threads.submit(() -> sendAll(layer));
      for (var number = 0; !sender.isDone() || number < 10; number++) {
        var some = number % 3 == 0 ? other : layer;
        var ears = new Ears(some);
        some.addToGroup("room", ears.name());
        if (number % 2 == 0) {
          late.add(ears);
        } else {
          ears.close(); // the last to leave ends the subscription
        }
        if (late.size() > 5) {
          late.removeFirst().close();
        }
      }
      assertThat(sender.get()).isEqualTo(MESSAGES);
    }
    layer.sendToGroup("room", LAST);

    for (var ears : late) {
      var heard = numbers(ears);
      var first = heard.isEmpty() ? MESSAGES : heard.getFirst();
      assertThat(heard).isEqualTo(IntStream.range(first, MESSAGES).boxed().toList());
    }
  }

  private static int sendAll(RedisPubSubChannelLayer sender) {
    for (var number = 0; number < MESSAGES; number++) {
      sender.sendToGroup("room", new Note(number));
    }
    return MESSAGES;
  }

  @Test
  void membersOfDifferentProcessesHearDifferentSendersInOneOrder() throws Exception {
    var here = new Ears(layer);
    var there = new Ears(other);
    layer.addToGroup("room", here.name());
    other.addToGroup("room", there.name());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> sendAll(layer));
      threads.execute(() -> sendAll(other));
    }
    layer.sendToGroup("room", LAST);

    assertThat(numbers(here)).hasSize(2 * MESSAGES).isEqualTo(numbers(there));
  }

  /** A message that was an error for its sender may have been heard, but not twice. */
  @Test
  void aSubscriptionThatBreaksNeitherDoublesNorSwapsNorSwallows() throws Exception {
    var ears = new Ears(layer);
    layer.addToGroup("room", ears.name());
    var sent = new ArrayList<Integer>();
    var number = 0;
    for (var round = 1; round <= 10; round++) {
      cable.breakAtTheAnswerTo("SUBSCRIBE");
      joinInVain("hall" + round);
      while (sent.size() < 20 * round) {
        if (isSent(new Note(number))) {
          sent.add(number);
        }
        number++;
      }
    }
    Eventually.isTrue("the last is sent", () -> isSent(LAST));

    assertThat(numbers(ears)).isSorted().doesNotHaveDuplicates().containsAll(sent);
  }

  private boolean isSent(Note note) {
    return Eventually.works(() -> layer.sendToGroup("room", note).delivered() == 1);
  }

  private void joinInVain(String group) {
    try (var ears = new Ears(layer)) {
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> layer.addToGroup(group, ears.name()));
    }
  }

  /** What an echo that never came was to be taken for. */
  @Test
  void whatAnotherProcessSaysInTheSameWordsIsHeardToo() throws Exception {
    try (var hasty = layer(cable.url(), Duration.ofSeconds(5));
        var ears = new Ears(hasty)) {
      hasty.addToGroup("room", ears.name());
      var held = cable.holdTheAnswerTo("UNSUBSCRIBE", () -> {});
      var gone = new Ears(hasty);
      hasty.addToGroup("hall", gone.name());
      gone.close();
      held.awaitCommand();
      Message same = new Note(1);
      assertThatExceptionOfType(UnavailableException.class)
          .isThrownBy(() -> hasty.sendToGroup("room", same))
          .withMessageContaining("could not publish in Redis at");
      other.sendToGroup("room", same);
      other.sendToGroup("room", new Note(2));

      held.release();

      assertThat(ears.next()).isEqualTo(same);
      assertThat(ears.next()).isEqualTo(same);
      assertThat(ears.next()).isEqualTo(new Note(2));
    }
  }
}
