package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.CancelledException;
import dev.sluice.UnavailableException;
import dev.sluice.auth.PasswordHasher;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

final class PooledPasswordHasherTest {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();

  @Test
  void itAnswersAsTheHasherBehindItDoes() {
    try (var pooled = new PooledPasswordHasher(new Slow(), 1, 1)) {
      mayEnd.countDown();
      assertThat(pooled.encode("pw")).isEqualTo("encoded by sluice-passwords-1, virtual: false");
      assertThat(pooled.verify("pw", "pw")).isTrue();
      assertThat(pooled.verify("pw", "x")).isFalse();
      assertThatThrownBy(() -> pooled.encode("")).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void moreThanMayWaitAreRefused() throws Exception {
    try (var pooled = new PooledPasswordHasher(new Slow(), 1, 1)) {
      ask(pooled);
      begun.await();
      ask(pooled);
      ask(pooled);
      assertThat(answers.take())
          .isInstanceOf(TooBusyException.class)
          .isInstanceOf(UnavailableException.class);
      mayEnd.countDown();
      assertThat(answers.take()).isEqualTo(true);
      assertThat(answers.take()).isEqualTo(true);
    }
  }

  @Test
  void anInterruptedWaitIsCancelled() throws Exception {
    try (var pooled = new PooledPasswordHasher(new Slow(), 1, 1)) {
      var asking = ask(pooled);
      begun.await();
      asking.interrupt();
      assertThat(answers.take()).isInstanceOf(CancelledException.class);
      mayEnd.countDown();
    }
  }

  private Thread ask(PasswordHasher hasher) {
    return Thread.ofVirtual().start(() -> answers.add(answer(hasher)));
  }

  private static Object answer(PasswordHasher hasher) {
    try {
      return hasher.verify("pw", "pw");
    } catch (RuntimeException e) {
      return e;
    }
  }

  private final class Slow implements PasswordHasher {

    @Override
    public String encode(String password) {
      if (password.isEmpty()) {
        throw new IllegalArgumentException("empty");
      }
      var thread = Thread.currentThread();
      return "encoded by %s, virtual: %s".formatted(thread.getName(), thread.isVirtual());
    }

    @Override
    public boolean verify(String password, String encoded) {
      begun.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return password.equals(encoded);
    }
  }
}
