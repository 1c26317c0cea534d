package dev.sluice.server;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a server takes from the machine.
 *
 * @param transport how sockets are watched
 * @param loops how many event loops
 * @param clock for the {@code Date} header
 * @param nanos for durations
 * @param random for connection ids
 * @param threads makes the thread that serves one connection
 */
record Environment(
    Transport transport,
    int loops,
    InstantSource clock,
    LongSupplier nanos,
    RandomGenerator random,
    ThreadFactory threads) {

  static Environment real() {
    return new Environment(
        Transport.best(),
        Runtime.getRuntime().availableProcessors(),
        Clock.systemUTC(),
        System::nanoTime,
        new SecureRandom(),
        Thread.ofVirtual().name("sluice-", 0).factory());
  }

  Environment with(Transport chosen) {
    return new Environment(chosen, loops, clock, nanos, random, threads);
  }
}
