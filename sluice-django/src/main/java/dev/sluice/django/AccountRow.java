package dev.sluice.django;

import dev.sluice.auth.Account;
import dev.sluice.auth.Credentials;
import java.sql.SQLException;
import java.util.OptionalLong;

/** How a row of {@code auth_user} becomes a user. */
final class AccountRow {

  /** What to select, from {@code auth_user AS u}. */
  static final String COLUMNS =
      "u.id, u.username, u.email, u.first_name, u.last_name, u.is_active, u.is_staff,"
          + " u.is_superuser, u.date_joined, u.last_login, u.password";

  private static final int MOST_DIGITS = 18;

  private AccountRow() {}

  static Account account(Row row) throws SQLException {
    return new Account(
        String.valueOf(row.number(1)),
        row.text(2),
        row.text(3),
        row.text(4),
        row.text(5),
        row.flag(6),
        row.flag(7),
        row.flag(8),
        row.instant(9),
        row.optionalInstant(10));
  }

  static Credentials credentials(Row row) throws SQLException {
    return new Credentials(account(row), row.text(11));
  }

  /** Returns a primary key; empty for a text that cannot be one. */
  static OptionalLong id(String text) {
    return text.matches("[0-9]{1,%d}".formatted(MOST_DIGITS))
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  /** Returns a primary key; throws for a text that cannot be one. */
  static long requireId(String text) {
    return id(text).orElseThrow(() -> new NoSuchUserException(text));
  }
}
