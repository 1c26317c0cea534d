package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.vectors.Vectors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a layer does to Redis, next to what Channels' own has sent. Of the core layer not the
 * commands are compared, since ours are fewer and atomic, but what they leave behind: each call is
 * made in one database, the recorded commands are sent to another, and both then hold the same
 * keys, members, scores and times. Of the other layer what is published is compared, byte for byte,
 * and which groups are subscribed to. The cases of a scenario build on each other.
 *
 * <p>Connections of the publishing layer have other names than in Channels, since a layer's names
 * all have an exclamation mark here, and one subscription to a pattern for all; so each case that
 * names one is played with ours in its place. A Python peer takes any name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisCommandsTest {

  @TempDir private static Path folder;
  private final Map<String, CoreScenario> core = new HashMap<>();
  private final Map<String, PubSubScenario> pubSub = new HashMap<>();
  private RealRedis redis;
  private RedisState ours;
  private RedisState theirs;

  static List<Vectors.Case> coreCases() {
    return cases("core/");
  }

  static List<Vectors.Case> pubSubCases() {
    return cases("pubsub/");
  }

  private static List<Vectors.Case> cases(String layer) {
    return Vectors.of("redis_commands").stream()
        .filter(it -> it.text("scenario").startsWith(layer))
        .toList();
  }

  @BeforeAll
  void start() throws Exception {
    redis = RealRedis.in(folder);
    ours = new RedisState(redis.url(1));
    theirs = new RedisState(redis.url(2));
  }

  @AfterAll
  void stop() {
    core.values().forEach(CoreScenario::close);
    pubSub.values().forEach(PubSubScenario::close);
    ours.close();
    theirs.close();
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("coreCases")
  void everyCallLeavesWhatChannelsLeaves(Vectors.Case it) throws Exception {
    var scenario =
        core.computeIfAbsent(it.text("scenario"), _ -> new CoreScenario(redis.url(1), it));

    var result = scenario.call(it.at("call"), it.at("result"));
    theirs.replay(it);

    assertThat(result).isEqualTo(WireValues.of(it.at("result")));
    ours.assertSame(theirs);
  }

  @ParameterizedTest
  @MethodSource("pubSubCases")
  void everyCallPublishesWhatChannelsPublishes(Vectors.Case it) throws Exception {
    var scenario =
        pubSub.computeIfAbsent(it.text("scenario"), _ -> new PubSubScenario(redis.url(3), it));

    var result = scenario.call(it.at("call"), it.at("result"));

    assertThat(result).isEqualTo(WireValues.of(it.at("result")));
    scenario.assertSent(it, ours, it.at("options").get("prefix").asString());
  }

  @Test
  void noCaseIsMissing() {
    assertThat(coreCases()).hasSize(48);
    assertThat(pubSubCases()).hasSize(40);
  }

  /** The newer version counts: leaving a group that one is not in is no error any more. */
  @Test
  void theOlderVersionDiffersInOneErrorOnly() {
    var newer = Vectors.of("redis_commands").stream().map(Vectors.Case::json).toList();
    var older =
        Vectors.ofDjango32("redis_commands").stream()
            .filter(it -> !newer.contains(it.json()))
            .toList();

    assertThat(older)
        .hasSize(2)
        .allSatisfy(
            it -> {
              assertThat(it.at("call").get(0).asString()).isEqualTo("group_discard");
              assertThat(it.at("result").get("error").asString()).isEqualTo("AssertionError");
            });
  }
}
