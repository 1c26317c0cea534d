package dev.sluice.django;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** PostgreSQL, which has types of its own for times and UUIDs. */
record PostgresqlDialect() implements Dialect {

  /** Any number, as long as every Sluice uses the same. */
  private static final long MIGRATION_LOCK = 0x736c75696365L;

  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final String UNIQUE_VIOLATION = "23505";

  /** Lost connections, missing resources, interventions, and failures of the machine. */
  private static final List<String> OUTAGES = List.of("08", "53", "57", "58");

  private static final String UNDEFINED_TABLE = "42P01";

  @Override
  public boolean isDuplicate(SQLException failure) {
    return UNIQUE_VIOLATION.equals(failure.getSQLState());
  }

  @Override
  public boolean isReference(SQLException failure) {
    return FOREIGN_KEY_VIOLATION.equals(failure.getSQLState());
  }

  @Override
  public boolean isMissingTable(SQLException failure) {
    return UNDEFINED_TABLE.equals(failure.getSQLState());
  }

  @Override
  public boolean isOutage(SQLException failure) {
    return OUTAGES.stream().anyMatch(String.valueOf(failure.getSQLState())::startsWith)
        || Dialect.super.isOutage(failure);
  }

  /** The driver is told to leave them out. */
  @Override
  public SQLException withoutValues(SQLException failure) {
    return failure;
  }

  @Override
  public void bindTime(PreparedStatement statement, int index, Instant time) throws SQLException {
    statement.setObject(index, time.atOffset(ZoneOffset.UTC));
  }

  @Override
  public Optional<Instant> time(ResultSet results, int column) throws SQLException {
    return results.getString(column) == null
        ? Optional.empty()
        : Optional.of(results.getObject(column, OffsetDateTime.class).toInstant());
  }

  @Override
  public void bindUuid(PreparedStatement statement, int index, UUID value) throws SQLException {
    statement.setObject(index, value);
  }

  @Override
  public String tables() {
    return "SELECT c.relname FROM pg_catalog.pg_class AS c WHERE c.relkind IN ('r', 'p', 'v', 'm',"
        + " 'f') AND pg_catalog.pg_table_is_visible(c.oid)";
  }

  @Override
  public Optional<String> schema() {
    return Optional.of("schema-postgresql.sql");
  }

  @Override
  public void holdOffOthers(Transaction transaction) throws SQLException {
    transaction.all(row -> row.text(1), "SELECT pg_advisory_xact_lock(?)", MIGRATION_LOCK);
  }
}
