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
 * What a layer does to Redis, next to what Channels' own has sent. Not the commands are compared,
 * since ours are fewer and atomic, but what they leave behind: each call is made in one database,
 * the recorded commands are sent to another, and both then hold the same keys, members, scores and
 * times. The cases of a scenario build on each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RedisCommandsTest {

  @TempDir private static Path folder;
  private final Map<String, CoreScenario> scenarios = new HashMap<>();
  private RealRedis redis;
  private RedisState ours;
  private RedisState theirs;

  static List<Vectors.Case> coreCases() {
    return cases("core/");
  }

  static List<Vectors.Case> cases(String layer) {
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
    scenarios.values().forEach(CoreScenario::close);
    ours.close();
    theirs.close();
    redis.close();
  }

  @ParameterizedTest
  @MethodSource("coreCases")
  void everyCallLeavesWhatChannelsLeaves(Vectors.Case it) throws Exception {
    var scenario =
        scenarios.computeIfAbsent(it.text("scenario"), _ -> new CoreScenario(redis.url(1), it));

    var result = scenario.call(it.at("call"), it.at("result"));
    theirs.replay(it);

    assertThat(result).isEqualTo(WireValues.of(it.at("result")));
    ours.assertSame(theirs);
  }

  @Test
  void noCaseIsMissing() {
    assertThat(coreCases()).hasSize(48);
  }
}
