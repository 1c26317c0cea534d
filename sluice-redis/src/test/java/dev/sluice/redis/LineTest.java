package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.UnavailableException;
import io.lettuce.core.ScoredValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection whose answer has not come, beside others that are answered or are not. */
final class LineTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final ScoredValue<byte[]> ONE = ScoredValue.just(1, new byte[] {1});
  private static final ScoredValue<byte[]> TWO = ScoredValue.just(2, new byte[] {2});

  @TempDir private Path folder;
  private RealRedis redis;
  private RedisState state;
  private Cable cable;
  private RedisHost near;
  private RedisHost far;
  private Line line;

  @BeforeEach
  void start() throws Exception {
    redis = RealRedis.in(folder);
    state = new RedisState(redis.url());
    cable = Cable.to(redis);
    near = new RedisHost(redis.url(), TIMEOUT);
    far = new RedisHost(cable.url(), TIMEOUT);
    line = new Line(far.connection(), near.connection(), TIMEOUT);
    Eventually.isTrue("connected", () -> Eventually.works(() -> pop().isEmpty()));
  }

  @AfterEach
  void stop() throws Exception {
    line.close();
    cable.close();
    far.close();
    near.close();
    state.close();
    redis.close();
  }

  /** Returns the scores of what comes. */
  private List<Double> pop() {
    return line.pop("key", Duration.ofMillis(100)).stream().map(ScoredValue::getScore).toList();
  }

  private void popInVain() {
    assertThatExceptionOfType(UnavailableException.class).isThrownBy(this::pop);
  }

  @Test
  void isGivenUpAfterAWhileIfRedisAnswersOthers() {
    var _ = cable.holdTheAnswerTo("BZPOPMIN", () -> {});
    Eventually.isTrue("another is made", () -> Eventually.works(() -> pop().isEmpty()));

    state.add("key", List.of(ONE));

    assertThat(pop()).containsExactly(1.0);
    assertThat(cable.connections()).isGreaterThan(1);
  }

  @Test
  void isWaitedForHoweverLongRedisAnswersNobody() throws Exception {
    var held = cable.holdTheAnswerTo("BZPOPMIN", () -> state.add("key", List.of(ONE, TWO)));
    popInVain();
    held.awaitCommand();
    Eventually.isTrue("handed out", () -> state.members("key") == 1);
    redis.pause();
    for (var times = 0; times < 2; times++) {
      popInVain();
    }

    redis.resume();
    held.release();

    assertThat(pop()).containsExactly(1.0);
    assertThat(pop()).containsExactly(2.0);
    assertThat(cable.connections()).isOne();
  }
}
