package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.Middleware;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middleware that closes WebSockets with 4401, and ends event streams and waiting requests,
 * within an interval after their authority has ended, wherever that happened: a session deleted,
 * expired or another user's, a new password, a token taken away or expired, a user deactivated or
 * deleted. Safe for use by many threads.
 *
 * <p>It goes around the middleware that finds out the user. One thread asks each store about all
 * connections at a time. A store that fails ends nobody's connection; it is asked again.
 */
public final class Revalidation implements Middleware, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Revalidation.class);

  /** How much of an interval passes at least; how much more is left to chance. */
  private static final double LEAST = 0.8;

  private final Connections connections;
  private final Duration interval;
  private final Clock clock;
  private final RandomGenerator random;
  private final ScheduledExecutorService thread;
  private final Set<Authority> failing = new HashSet<>();

  private Revalidation(
      Connections connections, Duration interval, Clock clock, RandomGenerator random) {
    this.connections = connections;
    this.interval = interval;
    this.clock = clock;
    this.random = random;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sluice-revalidation").factory());
  }

  /**
   * Starts one; to be closed.
   *
   * @param interval how long a connection may outlive its authority; zero: until somebody calls
   *     {@link #check}
   * @param random spreads the checks of several processes over the last fifth of the interval
   */
  public static Revalidation start(
      Connections connections, Duration interval, Clock clock, RandomGenerator random) {
    var revalidation = new Revalidation(connections, interval, clock, random);
    if (interval.isPositive()) {
      revalidation.schedule();
    }
    return revalidation;
  }

  @Override
  public Application wrap(Application inner) {
    return connections.wrap(inner);
  }

  /** Closes whatever has lost its authority by now. One check at a time; others wait. */
  public synchronized void check() {
    var byAuthority = new HashMap<Authority, List<Held>>();
    connections.forEach(
        socket ->
            socket
                .tenure()
                .credential()
                .map(credential -> new Held(socket, credential))
                .ifPresent(
                    held ->
                        byAuthority
                            .computeIfAbsent(held.credential.authority(), _ -> new ArrayList<>())
                            .add(held)));
    failing.retainAll(byAuthority.keySet());
    byAuthority.forEach(this::check);
  }

  private void check(Authority authority, List<Held> all) {
    var now = clock.instant();
    all.stream()
        .filter(held -> !held.credential.expires().isAfter(now))
        .forEach(held -> held.end("the time is over"));
    holders(authority, all)
        .ifPresent(
            holders ->
                all.stream()
                    .filter(held -> !held.isIn(holders))
                    .forEach(held -> held.end("log in again")));
  }

  private Optional<Map<String, String>> holders(Authority authority, List<Held> all) {
    var keys = all.stream().map(held -> held.credential.key()).collect(Collectors.toSet());
    try {
      var holders = authority.holders(keys);
      if (failing.remove(authority)) {
        LOG.info("{} can be revalidated again", authority);
      }
      return Optional.of(holders);
    } catch (RuntimeException e) { // nobody is to be logged out because a store cannot be asked
      if (failing.add(authority) && !thread.isShutdown()) {
        LOG.error("{} cannot be revalidated; nobody is logged out, until they can", authority, e);
      }
      return Optional.empty();
    }
  }

  private void run() {
    try {
      check();
    } finally {
      schedule();
    }
  }

  private void schedule() {
    var share = LEAST + (1 - LEAST) * random.nextDouble();
    try {
      var _ = thread.schedule(this::run, (long) (interval.toNanos() * share), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("revalidation has ended", e);
    }
  }

  /** Stops checking; a check that has begun is interrupted. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private record Held(Live socket, Credential credential) {

    boolean isIn(Map<String, String> holders) {
      return credential.userId().equals(holders.get(credential.key()));
    }

    /** Does nothing if the connection has become somebody's by another credential meanwhile. */
    void end(String why) {
      socket.endIf(credential::equals, why);
    }
  }
}
