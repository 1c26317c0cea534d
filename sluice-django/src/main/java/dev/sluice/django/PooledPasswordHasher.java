package dev.sluice.django;

import dev.sluice.CancelledException;
import dev.sluice.auth.PasswordHasher;
import java.time.Duration;

/**
 * A hasher that does another's work on a few platform threads, so that a slow hash holds no virtual
 * thread's carrier and a flood of logins does not take every core. Safe for use by many threads.
 */
public final class PooledPasswordHasher implements PasswordHasher, AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final PasswordHasher hasher;
  private final Workers workers;

  /**
   * Puts threads before a hasher. To be closed.
   *
   * @param threads how many, such as one for each core
   * @param waiting how many passwords may wait before more are refused
   */
  public PooledPasswordHasher(PasswordHasher hasher, int threads, int waiting) {
    this.hasher = hasher;
    this.workers = new Workers("sluice-passwords", threads, waiting, LONGEST_WAIT);
  }

  /**
   * {@inheritDoc}
   *
   * @throws TooBusyException if too many passwords are waiting, or this one has for 30 seconds
   * @throws CancelledException if the waiting thread is interrupted
   */
  @Override
  public String encode(String password) {
    return workers.run(() -> hasher.encode(password));
  }

  /**
   * {@inheritDoc}
   *
   * @throws TooBusyException if too many passwords are waiting, or this one has for 30 seconds
   * @throws CancelledException if the waiting thread is interrupted
   */
  @Override
  public boolean verify(String password, String encoded) {
    return workers.run(() -> hasher.verify(password, encoded));
  }

  /** {@inheritDoc} Looks at the text only, and needs no thread of the pool. */
  @Override
  public boolean mustUpdate(String encoded) {
    return hasher.mustUpdate(encoded);
  }

  /** Finishes the passwords that wait, and takes no more. */
  @Override
  public void close() {
    workers.close();
  }
}
