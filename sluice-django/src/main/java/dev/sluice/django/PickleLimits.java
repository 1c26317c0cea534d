package dev.sluice.django;

import dev.sluice.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large a value that was read may be. A few bytes of a pickle can stand for a value that
 * contains itself, or for one that is written once and counts a million times.
 */
final class PickleLimits {

  static final int DEEPEST = 500;
  static final long LARGEST = 16L << 20;

  private final PickleSource source;
  private long size;

  private PickleLimits(PickleSource source) {
    this.source = source;
  }

  static void check(@Nullable Object value, PickleSource source) {
    new PickleLimits(source).add(value, 0);
  }

  private void add(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw source.failure(
          "a value nested more than %d deep".formatted(DEEPEST), "less, and no cycles");
    }
    grow(1);
    switch (value) {
      case String text -> grow(text.length());
      case Bytes bytes -> grow(bytes.size());
      case List<?> list -> list.forEach(item -> add(item, depth + 1));
      case Map<?, ?> map -> map.forEach((key, item) -> add(key, item, depth));
      case null, default -> {}
    }
  }

  private void add(@Nullable Object key, @Nullable Object value, int depth) {
    add(key, depth + 1);
    add(value, depth + 1);
  }

  private void grow(long more) {
    size += more;
    if (size > LARGEST) {
      throw source.failure("a value of more than %d parts".formatted(LARGEST), "fewer");
    }
  }
}
