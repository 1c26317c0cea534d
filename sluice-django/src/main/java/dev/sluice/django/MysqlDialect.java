package dev.sluice.django;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * MariaDB and MySQL, where Django keeps times without a zone and UUIDs as text; connections have
 * the mode {@code ANSI_QUOTES}.
 *
 * @param zone where the times are
 */
record MysqlDialect(ZoneId zone) implements Dialect {

  private static final int DUPLICATE_ENTRY = 1062;
  private static final int NO_SUCH_TABLE = 1146;
  private static final int ROW_IS_REFERENCED = 1451;

  /** A full disk, too many connections, a shutdown, a lock held too long, a killed connection. */
  private static final Set<Integer> OUTAGES = Set.of(1021, 1040, 1053, 1203, 1205, 1927, 1969);

  private static final Pattern VALUE =
      Pattern.compile("(Duplicate entry|[Ii]ncorrect [^']*value:?) '.*'(?= for )", Pattern.DOTALL);

  @Override
  public boolean isDuplicate(SQLException failure) {
    return failure.getErrorCode() == DUPLICATE_ENTRY;
  }

  @Override
  public boolean isReference(SQLException failure) {
    return failure.getErrorCode() == ROW_IS_REFERENCED;
  }

  @Override
  public boolean isMissingTable(SQLException failure) {
    return failure.getErrorCode() == NO_SUCH_TABLE;
  }

  @Override
  public boolean isOutage(SQLException failure) {
    return OUTAGES.contains(failure.getErrorCode()) || Dialect.super.isOutage(failure);
  }

  @Override
  public SQLException withoutValues(SQLException failure) {
    var message = String.valueOf(failure.getMessage());
    var clean = VALUE.matcher(message).replaceAll("$1 '***'");
    if (clean.equals(message)) {
      return failure;
    }
    var copy = new SQLException(clean, failure.getSQLState(), failure.getErrorCode());
    copy.setStackTrace(failure.getStackTrace());
    return copy;
  }

  @Override
  public void bindTime(PreparedStatement statement, int index, Instant time) throws SQLException {
    statement.setObject(index, LocalDateTime.ofInstant(time, zone));
  }

  @Override
  public Optional<Instant> time(ResultSet results, int column) throws SQLException {
    return results.getString(column) == null
        ? Optional.empty()
        : Optional.of(results.getObject(column, LocalDateTime.class).atZone(zone).toInstant());
  }

  @Override
  public void bindUuid(PreparedStatement statement, int index, UUID value) throws SQLException {
    statement.setString(index, IdType.hex(value));
  }

  @Override
  public String tables() {
    return "SELECT table_name FROM information_schema.tables WHERE table_schema = database()";
  }

  @Override
  public Optional<String> schema() {
    return Optional.empty();
  }
}
