package dev.sluice.django;

import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sessions in {@code django_session}, as Django 5.2's {@code db} engine keeps them. Safe for
 * use by many threads.
 */
public final class JdbcSessionStore implements SessionStore {

  private static final int LONGEST_KEY = 40;
  private static final String SELECT =
      "SELECT session_key, session_data, expire_date FROM django_session WHERE session_key ";
  private static final String BY_KEY = SELECT + "= ? AND expire_date > ?";
  private static final String BY_KEYS = SELECT + "IN (%s)";

  private final Database database;
  private final SessionCodec codec;
  private final Clock clock;

  /** Keeps sessions in a database. */
  public JdbcSessionStore(Database database, SessionCodec codec, Clock clock) {
    this.database = database;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Optional<SessionRecord> find(String key) {
    if (!mayBeKey(key)) {
      return Optional.empty();
    }
    return database.call(
        "find a session",
        statements ->
            statements
                .first(this::session, BY_KEY, key, clock.instant())
                // MariaDB and MySQL also find keys that differ in case.
                .filter(it -> it.key().equals(key)));
  }

  @Override
  public Map<String, SessionRecord> findAll(Collection<String> keys) {
    var possible = keys.stream().filter(JdbcSessionStore::mayBeKey).collect(Collectors.toSet());
    if (possible.isEmpty()) {
      return Map.of();
    }
    var rows =
        database.call(
            "find sessions",
            statements -> ManyValues.select(statements, this::session, BY_KEYS, possible));
    var now = clock.instant();
    var found = new HashMap<String, SessionRecord>();
    rows.stream()
        .filter(session -> session.expires().isAfter(now))
        .forEach(session -> found.put(session.key(), session));
    found.keySet().retainAll(possible); // MariaDB and MySQL also find keys that differ in case
    return found;
  }

  private SessionRecord session(Row row) throws SQLException {
    return new SessionRecord(row.text(1), codec.decode(row.text(2)), row.instant(3));
  }

  @Override
  public boolean insert(SessionRecord session) {
    var data = codec.encode(session.values());
    try {
      return database.call(
          "add a session",
          statements ->
              statements.update(
                      "INSERT INTO django_session (session_key, session_data, expire_date)"
                          + " VALUES (?, ?, ?)",
                      session.key(),
                      data,
                      session.expires())
                  > 0);
    } catch (DuplicateRowException e) {
      return false;
    }
  }

  @Override
  public boolean update(SessionRecord session) {
    var data = codec.encode(session.values());
    return database.call(
        "save a session",
        statements ->
            statements.update(
                    "UPDATE django_session SET session_data = ?, expire_date = ?"
                        + " WHERE session_key = ?",
                    data,
                    session.expires(),
                    session.key())
                > 0);
  }

  @Override
  public void delete(String key) {
    database.call(
        "delete a session",
        statements -> statements.update("DELETE FROM django_session WHERE session_key = ?", key));
  }

  @Override
  public int clearExpired() {
    return database.call(
        "delete expired sessions",
        statements ->
            statements.update("DELETE FROM django_session WHERE expire_date < ?", clock.instant()));
  }

  private static boolean mayBeKey(String key) {
    return !key.isEmpty() && key.length() <= LONGEST_KEY && key.indexOf('\0') < 0;
  }
}
