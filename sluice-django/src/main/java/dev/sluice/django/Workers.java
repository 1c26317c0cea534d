package dev.sluice.django;

import dev.sluice.CancelledException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A few platform threads for work that would pin or burn the carrier of a virtual thread, with a
 * bounded queue before them. Safe for use by many threads, each of which waits for its own work.
 */
final class Workers implements AutoCloseable {

  private final String name;
  private final Duration longestWait;
  private final ThreadPoolExecutor executor;

  /**
   * Makes them.
   *
   * @param longestWait for work to begin
   */
  Workers(String name, int threads, int waiting, Duration longestWait) {
    this.name = name;
    this.longestWait = longestWait;
    var numbers = new AtomicInteger();
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> new Worker(this, task, name + "-" + numbers.incrementAndGet()));
  }

  /**
   * Does work on one of the threads and waits for its result.
   *
   * @throws TooBusyException if the queue is full, or the work has not begun in time
   * @throws CancelledException if the waiting thread is interrupted; work that has begun goes on
   */
  <T extends @Nullable Object> T run(Callable<T> work) {
    if (Thread.currentThread() instanceof Worker worker && worker.owner == this) {
      throw new IllegalStateException(
          "work of %s asks for more work there and would wait for itself (expected: it uses what it was given)"
              .formatted(name));
    }
    var task = new Waiting<>(work);
    submit(task);
    try {
      if (!task.begins(longestWait)) {
        executor.remove(task);
        throw new TooBusyException(name);
      }
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(false);
      executor.remove(task);
      throw new CancelledException();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private void submit(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      if (executor.isShutdown()) {
        throw new IllegalStateException(name + " is closed (expected: open)", e);
      }
      throw new TooBusyException(name);
    }
  }

  private static RuntimeException unwrapped(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException("work failed", failure);
    };
  }

  /** Finishes the work at hand and in the queue, and takes no more. */
  @Override
  public void close() {
    executor.close();
  }

  /** Work that whoever waits for it may give up, as long as it has not begun. */
  private static final class Waiting<T extends @Nullable Object> extends FutureTask<T> {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean isSettled = new AtomicBoolean();

    Waiting(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      if (isSettled.compareAndSet(false, true)) {
        begun.countDown();
        super.run();
      }
    }

    /** Waits for it to begin; if that takes too long, it never will. */
    boolean begins(Duration longestWait) throws InterruptedException {
      return begun.await(longestWait.toNanos(), TimeUnit.NANOSECONDS)
          || !isSettled.compareAndSet(false, true);
    }
  }

  private static final class Worker extends Thread {

    private final Workers owner;

    Worker(Workers owner, Runnable task, String name) {
      super(task, name);
      this.owner = owner;
      setDaemon(true);
    }
  }
}
