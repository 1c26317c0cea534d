package dev.sluice.django;

import static java.util.stream.Collectors.joining;

import dev.sluice.auth.Account;
import dev.sluice.auth.Credentials;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;

/** How a row of a table of users becomes a user. */
final class AccountRow {

  private final UserTable table;

  AccountRow(UserTable table) {
    this.table = table;
  }

  /** What to select, from a table called {@code u}. */
  String columns() {
    return Stream.of(
            column(table.idColumn()),
            column(table.usernameColumn()),
            table.emailColumn().isEmpty() ? "NULL" : column(table.emailColumn()),
            column(UserField.FIRST_NAME, "NULL"),
            column(UserField.LAST_NAME, "NULL"),
            column(UserField.IS_ACTIVE, "TRUE"),
            column(UserField.IS_STAFF, "FALSE"),
            column(UserField.IS_SUPERUSER, "FALSE"),
            column(UserField.DATE_JOINED, "NULL"),
            column(UserField.LAST_LOGIN, "NULL"),
            column("password"))
        .collect(joining(", "));
  }

  /** The table, with its name in statements. */
  String from() {
    return "\"%s\" AS u".formatted(table.name());
  }

  /** A query for the users whose column has one value. */
  String selectBy(String column) {
    return "SELECT %s FROM %s WHERE %s = ?".formatted(columns(), from(), column(column));
  }

  /** A query for the users whose column has one of {@link ManyValues}. */
  String selectByAny(String column) {
    return "SELECT %s FROM %s WHERE %s IN (%%s)".formatted(columns(), from(), column(column));
  }

  Account account(Row row) throws SQLException {
    return new Account(
        table.idType().text(row, 1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.flag(6),
        row.flag(7),
        row.flag(8),
        row.optionalInstant(9).orElse(Instant.EPOCH),
        row.optionalInstant(10));
  }

  Credentials credentials(Row row) throws SQLException {
    return new Credentials(account(row), row.text(11));
  }

  private String column(UserField field, String otherwise) {
    return table.fields().contains(field) ? column(field.column()) : otherwise;
  }

  private static String column(String name) {
    return "u.\"%s\"".formatted(name);
  }
}
