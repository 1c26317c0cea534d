package dev.sluice.redis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Randomness that was known before. */
final class Script implements RandomGenerator {

  private final Deque<byte[]> parts = new ArrayDeque<>();

  Script(List<String> hex) {
    hex.forEach(part -> parts.add(HexFormat.of().parseHex(part)));
  }

  @Override
  public synchronized void nextBytes(byte[] bytes) {
    System.arraycopy(parts.remove(), 0, bytes, 0, bytes.length);
  }

  @Override
  public long nextLong() {
    throw new IllegalStateException("there are bytes only");
  }
}
