package dev.sluice.sessions;

import dev.sluice.Attribute;
import dev.sluice.Scope;
import dev.sluice.web.SetCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One client's data, kept from connection to connection. It belongs to one connection and its
 * thread, and is read from the store when it is first asked for something.
 *
 * <p>On HTTP a changed session is saved, and its cookie set, with the first part of a response
 * whose status is below 500. A WebSocket, and a response that has begun, needs {@link #save}. A key
 * that a client made up is never adopted: what is put into such a session gets a new key. Behaves
 * as Django 5.2's {@code SessionBase}.
 */
public final class Session {

  static final Attribute<Session> KEY =
      Attribute.of("session", Session.class, "SessionMiddleware or AuthMiddlewareStack");

  private final SessionRow row;
  private final SessionExpiry expiry;

  /** Null until the store has been asked. */
  private @Nullable Map<String, @Nullable Object> values;

  private boolean read;
  private boolean modified;
  private boolean saved;
  private boolean responds;

  Session(SessionRow row, SessionExpiry expiry, boolean responds) {
    this.row = row;
    this.expiry = expiry;
    this.responds = responds;
  }

  /**
   * Returns the session of a connection.
   *
   * @throws dev.sluice.MissingAttributeException without a {@link SessionMiddleware}
   */
  public static Session of(Scope scope) {
    return scope.get(KEY);
  }

  /** The name of this session in the store and in the client's cookie; a secret. */
  public Optional<String> key() {
    load();
    return row.key();
  }

  /** Returns a value; lists and maps are unmodifiable, so change a copy and put that. */
  public Optional<Object> find(String name) {
    return Optional.ofNullable(load().get(name));
  }

  /**
   * Returns a value of a type; a {@code Long} may be asked for where the store read an Integer.
   *
   * @throws IllegalStateException if the value is of another type
   */
  public <T> Optional<T> find(String name, Class<T> type) {
    return find(name).map(value -> SessionValues.as(name, value, type));
  }

  /**
   * Sets a value, which may be whatever a {@link SessionRecord} may hold; it is copied.
   *
   * @throws IllegalArgumentException for a value of another type
   */
  public void put(String name, Object value) {
    load().put(name, SessionValues.copy(name, value));
    modified = true;
  }

  /** Removes a value; does nothing if there is none. */
  public void remove(String name) {
    var present = load();
    if (present.containsKey(name)) {
      present.remove(name);
      modified = true;
    }
  }

  /** A copy of everything in this session. */
  public Map<String, @Nullable Object> values() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(load()));
  }

  /**
   * What the store has of this session at this moment, whatever has been read or put here; nothing
   * changes here. Empty if it was deleted meanwhile or has expired; what was put here if it has not
   * been saved under its key yet.
   */
  public Optional<Map<String, @Nullable Object>> stored() {
    load();
    return row.isStored()
        ? row.key().flatMap(row.store()::find).map(SessionRecord::values)
        : Optional.of(values());
  }

  /** Where this session is kept. */
  public SessionStore store() {
    return row.store();
  }

  /** Whether there is neither a value nor a key; an empty session is not saved. */
  public boolean isEmpty() {
    load();
    return isWithoutContent();
  }

  /** Whether something has changed since the session was read or saved. */
  public boolean isModified() {
    return modified;
  }

  /**
   * Whether a response is still to come that saves this session and can tell the client its key;
   * false on a WebSocket.
   */
  public boolean isSavedByResponse() {
    return responds;
  }

  /**
   * Lets this session end when it has not been saved for a time.
   *
   * @throws IllegalArgumentException for less than a second, or more than some 68 years
   */
  public void setExpiry(Duration time) {
    put(SessionExpiry.NAME, SessionExpiry.seconds(time));
  }

  /**
   * Lets this session end at a point in time, however often it is saved. Not for a Django site with
   * {@code USE_TZ = False}, which cannot compare that with its own times.
   *
   * @throws IllegalArgumentException for one before the year 1 or after 9999
   */
  public void setExpiry(Instant end) {
    put(SessionExpiry.NAME, SessionExpiry.date(end));
  }

  /** Lets the client forget this session when it closes; the store keeps it as configured. */
  public void expireAtBrowserClose() {
    put(SessionExpiry.NAME, 0);
  }

  /** Lets this session end as configured, which is what it does unless told otherwise. */
  public void expireByPolicy() {
    remove(SessionExpiry.NAME);
  }

  /** How long this session would last if it were saved now, in whole seconds. */
  public Duration expiryAge() {
    return expiry.age(load());
  }

  /** Whether the client forgets this session when it closes. */
  public boolean expiresAtBrowserClose() {
    return expiry.endsWithBrowser(load());
  }

  /**
   * Keeps the values under a new key; when that is saved, the old one is worth nothing. A WebSocket
   * cannot tell its client the new key, so there it ends a user's connections, this one too.
   */
  public void cycleKey() {
    load();
    row.changeKey();
    modified = true;
  }

  /** Forgets everything, here and, at once, in the store. */
  public void flush() {
    row.delete();
    values = new LinkedHashMap<>();
    read = true;
    modified = true;
  }

  /** Drops what has not been saved; the store is asked again when a value is needed. */
  public void reload() {
    values = null;
    modified = false;
  }

  /**
   * Writes this session to the store, under a new key if it has none; does nothing if it is empty.
   *
   * @throws SessionInterruptedException if it was deleted meanwhile, as by a logout elsewhere
   */
  public void save() {
    var present = load();
    if (isWithoutContent()) {
      return;
    }
    row.write(present, expiry.end(present));
    modified = false;
    saved = true;
  }

  boolean wasSaved() {
    return saved;
  }

  boolean wasRead() {
    return read;
  }

  /** Does not ask the store, so a key that the client made up counts until somebody else does. */
  boolean isWithoutContent() {
    return row.key().isEmpty() && (values == null || values.isEmpty());
  }

  SetCookie cookie() {
    return expiry.cookie(key().orElseThrow(), load());
  }

  void responseBegan() {
    responds = false;
  }

  private Map<String, @Nullable Object> load() {
    read = true;
    if (values == null) {
      values = new LinkedHashMap<>(row.read());
    }
    return values;
  }

  /** Leaves out the key and the values, which are secrets. */
  @Override
  public String toString() {
    return "Session[" + (modified ? "modified" : "unmodified") + "]";
  }
}
