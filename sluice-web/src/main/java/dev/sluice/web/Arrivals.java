package dev.sluice.web;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/** An iterator over what is still to come; asking whether there is more waits for it. */
final class Arrivals<T> implements Iterator<T> {

  private final Supplier<Optional<T>> source;
  private Optional<T> next = Optional.empty();

  /** Iterates until {@code source} gives nothing. */
  Arrivals(Supplier<Optional<T>> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    next = next.or(source);
    return next.isPresent();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the connection is over");
    }
    var taken = next.orElseThrow();
    next = Optional.empty();
    return taken;
  }
}
