package dev.sluice.django;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts the statements that a site's only connection has its database do. */
interface Meter {

  /** Returns what a piece of work costs. */
  Cost of(Runnable work);

  /**
   * How many statements.
   *
   * @param executed by the database
   * @param prepared of them, for the first time on this connection
   */
  record Cost(long executed, long prepared) {}

  /** The driver is watched, as SQLite is a part of this process and counts nothing. */
  record Watched(CountingDriver driver) implements Meter {

    @Override
    public Cost of(Runnable work) {
      var executed = driver.executed();
      var prepared = driver.prepared();
      work.run();
      return new Cost(driver.executed() - executed, driver.prepared() - prepared);
    }
  }

  /**
   * PostgreSQL's extension pg_stat_statements, and the connection's own list of what it prepared.
   */
  record Postgresql(Database site, Database statistics, String name) implements Meter {

    private static final String EXECUTED =
        "SELECT coalesce(sum(s.calls), 0) FROM pg_stat_statements AS s"
            + " JOIN pg_database AS d ON d.oid = s.dbid"
            + " WHERE d.datname = ? AND s.query NOT LIKE '%pg_prepared_statements%'";
    private static final String PREPARED = "SELECT name FROM pg_prepared_statements";

    @Override
    public Cost of(Runnable work) {
      prepared();
      var before = prepared();
      var executed = executed();
      work.run();
      var cost = executed() - executed;
      var added = new HashSet<>(prepared());
      added.removeAll(before);
      return new Cost(cost, added.size());
    }

    private long executed() {
      return statistics
          .call("count", all -> all.first(row -> row.number(1), EXECUTED, name))
          .orElseThrow();
    }

    private Set<String> prepared() {
      return site.call("count", all -> Set.copyOf(all.all(row -> row.text(1), PREPARED)));
    }
  }

  /** MariaDB's counters of a connection. */
  record Mariadb(Database site) implements Meter {

    private static final String COUNTERS =
        "SELECT variable_name, variable_value FROM information_schema.session_status"
            + " WHERE variable_name IN ('QUESTIONS', 'COM_STMT_PREPARE')";

    @Override
    public Cost of(Runnable work) {
      counters();
      var before = counters();
      work.run();
      var after = counters();
      return new Cost(
          difference("QUESTIONS", before, after) - 1, // the question itself
          difference("COM_STMT_PREPARE", before, after));
    }

    private static long difference(String name, Map<String, Long> before, Map<String, Long> after) {
      return after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
    }

    private Map<String, Long> counters() {
      return site.call("count", Mariadb::counters);
    }

    private static Map<String, Long> counters(Statements statements) throws SQLException {
      var counters = new HashMap<String, Long>();
      statements
          .all(row -> Map.entry(row.text(1), row.number(2)), COUNTERS)
          .forEach(it -> counters.put(it.getKey(), it.getValue()));
      return counters;
    }
  }
}
