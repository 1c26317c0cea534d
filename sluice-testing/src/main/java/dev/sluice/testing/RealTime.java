package dev.sluice.testing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The time of the machine. */
final class RealTime implements Time {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long start = System.nanoTime();

  @Override
  public ReentrantLock lock() {
    return lock;
  }

  @Override
  public Condition changed() {
    return changed;
  }

  @Override
  public long nanos() {
    return System.nanoTime() - start;
  }

  @Override
  @SuppressWarnings("WaitNotInLoop") // whoever calls this loops
  public void await(long until) throws InterruptedException {
    var _ = changed.await(until - nanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void began(Rest rest) {}

  @Override
  public void ended(Rest rest) {}
}
