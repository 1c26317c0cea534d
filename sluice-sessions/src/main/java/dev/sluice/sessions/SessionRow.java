package dev.sluice.sessions;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where one session is in its store, if it is there, and where it will be. */
final class SessionRow {

  private final SessionStore store;
  private final SessionKeys keys;

  /** What the client says, until the store has been asked; null for a session without a row. */
  private @Nullable String key;

  /** The row that goes when this session is written under its new key. */
  private @Nullable String replaced;

  private boolean stored;

  /** Begins with the key that a client claims, or nothing. */
  SessionRow(SessionStore store, SessionKeys keys, String claim) {
    this.store = store;
    this.keys = keys;
    this.key = SessionKeys.mayBeKey(claim) ? claim : null;
  }

  Optional<String> key() {
    return Optional.ofNullable(key);
  }

  SessionStore store() {
    return store;
  }

  /** Whether the store has had this session under its present key. */
  boolean isStored() {
    return stored;
  }

  /** Asks the store, and forgets a key that it does not know. */
  Map<String, @Nullable Object> read() {
    key = stored || replaced == null ? key : replaced;
    var found = key().flatMap(store::find);
    forget();
    key = found.map(SessionRecord::key).orElse(null);
    stored = key != null;
    return found.map(SessionRecord::values).orElseGet(Map::of);
  }

  /** Chooses another key, which counts when the session is written. */
  void changeKey() {
    replaced = stored ? key : replaced;
    key = keys.next();
    stored = false;
  }

  void write(Map<String, @Nullable Object> values, Instant end) {
    if (!stored) {
      insert(values, end);
      return;
    }
    var session = new SessionRecord(Objects.requireNonNull(key), values, end);
    if (!store.update(session)) {
      throw new SessionInterruptedException();
    }
    key = store.keyOf(session);
  }

  void delete() {
    Optional.ofNullable(replaced).ifPresent(store::delete);
    key().ifPresent(store::delete);
    forget();
  }

  private void insert(Map<String, @Nullable Object> values, Instant end) {
    var proposal = key == null ? keys.next() : key;
    var taken = keys.take(proposal, free -> store.insert(new SessionRecord(free, values, end)));
    key = store.keyOf(new SessionRecord(taken, values, end));
    stored = true;
    Optional.ofNullable(replaced).ifPresent(store::delete);
    replaced = null;
  }

  private void forget() {
    key = null;
    replaced = null;
    stored = false;
  }
}
