package dev.sluice;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * One event on its way to many inboxes, so that what can be done for all of them together is done
 * once. For use by one thread, which closes it when the last inbox has it.
 */
public final class Broadcast implements AutoCloseable {

  private final ChannelEvent event;
  private final IdentityHashMap<Object, Share> shares = new IdentityHashMap<>(4);

  /** Makes one that has not reached any inbox. */
  public Broadcast(ChannelEvent event) {
    this.event = event;
  }

  /** What happened. */
  public ChannelEvent event() {
    return event;
  }

  /**
   * Returns what {@code place} has collected so far, such as the connections of one event loop; for
   * an inbox's own implementation.
   *
   * @param place compared by identity
   * @param none makes what it begins with
   */
  public <S extends Share> S share(Object place, Class<S> type, Supplier<S> none) {
    return type.cast(shares.computeIfAbsent(place, _ -> none.get()));
  }

  /** What has been collected so far, of all places. */
  public List<Share> shares() {
    return List.copyOf(shares.values());
  }

  /** Lets every place do what it has collected. Until then some inboxes may not have the event. */
  @Override
  public void close() {
    var all = shares();
    shares.clear();
    all.forEach(Share::end);
  }

  /** What one place does for all inboxes there together. */
  @FunctionalInterface
  public interface Share {

    /** Called once, when the last inbox has the event. Does not wait, and does not fail. */
    void end();
  }
}
