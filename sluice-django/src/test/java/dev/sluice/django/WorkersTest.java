package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkersTest {

  private static final int ASKED = 20_000;

  private final AtomicInteger done = new AtomicInteger();

  @Test
  void whoeverWaitsLongEnoughIsAnswered() throws Exception {
    assertThat(answered(Duration.ofMinutes(1))).isEqualTo(ASKED);
    assertThat(done).hasValue(ASKED);
  }

  /** Many give up at the very moment at which their work begins. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100, 1000})
  void workIsDoneAndAnsweredOrRefusedAndNeverDone(int microseconds) throws Exception {
    var answered = answered(Duration.ofNanos(microseconds * 1000L));
    assertThat(done).hasValue(answered);
  }

  private int answered(Duration longestWait) throws Exception {
    try (var workers = new Workers("workers", 2, ASKED, longestWait);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          IntStream.range(0, ASKED).<Callable<Integer>>mapToObj(_ -> () -> ask(workers)).toList();
      var answered = 0;
      for (var answer : threads.invokeAll(asking)) {
        answered += answer.get();
      }
      return answered;
    }
  }

  private int ask(Workers workers) {
    try {
      workers.run(done::incrementAndGet);
      return 1;
    } catch (TooBusyException e) {
      return 0;
    }
  }
}
