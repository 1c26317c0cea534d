package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.Message;
import dev.sluice.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publishing layer in two processes, beside real Channels, and when its Redis goes away. */
final class RedisPubSubLayerTest {

  @TempDir private Path folder;
  @TempDir private Path another;
  private RealRedis redis;
  private RedisPubSubChannelLayer layer;
  private RedisPubSubChannelLayer other;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    var config = RealRedis.patient(redis.url()).withTimeout(Duration.ofSeconds(10));
    layer = new RedisPubSubChannelLayer(config, Note.TYPES);
    other = new RedisPubSubChannelLayer(config, Note.TYPES);
  }

  @AfterEach
  void stop() {
    layer.close();
    other.close();
    redis.close();
  }

  @Test
  void nobodyHearsAMessageTwiceThoughItComesBack() throws Exception {
    var here = new Ears(layer);
    var left = new Ears(layer);
    var there = new Ears(other);
    layer.addToGroup("room", here.name());
    layer.addToGroup("room", left.name());
    other.addToGroup("room", there.name());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List.of(layer, other, layer, other)
          .forEach(sender -> threads.execute(() -> sendMany(sender)));
    }
    assertThat(layer.sendToOthers("room", new Note(2), left.name()).delivered()).isOne();
    other.send(left.name(), new Note(2));

    for (var ears : List.of(here, left)) {
      assertThat(untilTheLast(ears, other)).containsExactlyInAnyOrderElementsOf(onesAndATwo());
    }
    assertThat(untilTheLast(there, layer)).containsExactlyInAnyOrderElementsOf(onesAndATwo());
  }

  /** Whatever comes before a message that the other process publishes behind all others. */
  private static List<Message> untilTheLast(Ears ears, RedisPubSubChannelLayer other)
      throws InterruptedException {
    var last = new Note(3);
    other.send(ears.name(), last);
    var heard = new ArrayList<Message>();
    for (var message = ears.next(); !message.equals(last); message = ears.next()) {
      heard.add(message);
    }
    return heard;
  }

  /** Of different senders, only the number is known, not the order. */
  private static List<Message> onesAndATwo() {
    return Stream.concat(Collections.nCopies(400, new Note(1)).stream(), Stream.of(new Note(2)))
        .map(Message.class::cast)
        .toList();
  }

  private static void sendMany(RedisPubSubChannelLayer sender) {
    for (var times = 0; times < 100; times++) {
      assertThat(sender.sendToGroup("room", new Note(1)).delivered()).isPositive();
    }
  }

  @Test
  void pythonAndWeReachEachOther() throws Exception {
    talk(RealRedis.patient(redis.url()).withPrefix("site2"));
  }

  @Test
  void pythonAndWeReachEachOtherOverTwoHosts() throws Exception {
    try (var second = RealRedis.in(another)) {
      talk(RealRedis.patient(redis.url(), second.url()));
    }
  }

  private static void talk(RedisLayerConfig config) throws Exception {
    try (var ours = new RedisPubSubChannelLayer(config, Note.TYPES);
        var python = PythonPeer.start("pubsub", config)) {
      for (var number = 0; number < 5; number++) {
        var ears = new Ears(ours);
        python.ask("send", ears.name(), note(number));
        assertThat(ears.next()).isEqualTo(new Note(number));

        var theirs = python.newChannel();
        awaitSubscription(config, theirs);
        ours.send(theirs, new Note(number));
        assertThat(python.receive(theirs).get("number").asInt()).isEqualTo(number);

        var group = "room" + number;
        python.ask("group_add", group, theirs);
        awaitSubscription(config, config.prefix() + "__group__" + group);
        ours.addToGroup(group, ears.name());
        python.ask("group_send", group, note(7));
        assertThat(ears.next()).isEqualTo(new Note(7));
        assertThat(python.receive(theirs).get("number").asInt()).isEqualTo(7);
        ours.sendToGroup(group, new Note(8));
        assertThat(python.receive(theirs).get("number").asInt()).isEqualTo(8);
        assertThat(ears.next()).isEqualTo(new Note(8));
        ours.send(ears.name(), new Note(9));
        assertThat(ears.next()).isEqualTo(new Note(9)); // and nothing twice before it
      }
    }
  }

  /** Python does not wait until Redis has confirmed a subscription. */
  private static void awaitSubscription(RedisLayerConfig config, String name) {
    var states = config.hosts().stream().map(RedisState::new).toList();
    Eventually.isTrue(
        "Python has subscribed to " + name,
        () -> states.stream().anyMatch(state -> !state.subscriptions(name).isEmpty()));
    states.forEach(RedisState::close);
  }

  private static Map<String, Object> note(int number) {
    return Map.of("type", "note", "number", number);
  }

  @Test
  void subscriptionsComeBackWithRedisAndUnwantedOnesDoNot() throws Exception {
    var ears = new Ears(layer);
    var gone = new Ears(layer);
    layer.addToGroup("room", ears.name());
    layer.addToGroup("empty", gone.name());
    redis.close();
    assertThatExceptionOfType(UnavailableException.class)
        .isThrownBy(() -> layer.sendToGroup("room", new Note(1)))
        .withMessageContaining("could not publish in Redis at 127.0.0.1:" + redis.port());
    gone.close();
    redis = RealRedis.at(redis.port(), folder);

    Eventually.isTrue(
        "heard",
        () -> {
          Eventually.works(() -> other.sendToGroup("room", new Note(2)).dropped() == 0);
          return !ears.isSilent();
        });
    assertThat(ears.next()).isEqualTo(new Note(2));
    try (var state = new RedisState(redis.url())) {
      Eventually.isTrue(
          "only what is wanted",
          () -> state.subscriptions("asgi*").equals(Set.of("asgi__group__room")));
    }
  }

  @Test
  void aForeignConnectionsGroupsAreItsOwnMatter() {
    var ears = new Ears(other);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.addToGroup("room", ears.name()))
        .withMessageContaining("belongs to another process");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> layer.discardFromGroup("room", "asgispecific.0123"))
        .withMessageContaining("belongs to another process");
  }

  @Test
  void aQueueInAGroupIsFilledByEveryProcess() {
    layer.addToGroup("room", "jobs");

    assertThat(other.sendToGroup("room", new Note(1)).delivered()).isOne();

    assertThat(layer.receive("jobs", Duration.ofSeconds(30))).contains(new Note(1));
  }
}
