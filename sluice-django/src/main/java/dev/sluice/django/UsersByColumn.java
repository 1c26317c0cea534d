package dev.sluice.django;

import dev.sluice.auth.Account;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The users of a site for those who call them by their name or e-mail address where others use
 * primary keys. What several users have is nobody's, and letters count as they are, whatever the
 * database thinks.
 */
final class UsersByColumn implements UserStore {
  private final Database database;
  private final UserStore users;
  private final AccountRow rows;
  private final String query;
  private final Function<Account, String> column;

  /** Makes one; {@link JdbcUserStore#keyedBy} tells the errors. */
  UsersByColumn(Database database, UserTable table, String column, UserStore users) {
    this.database = database;
    this.users = users;
    this.rows = new AccountRow(table);
    this.query = rows.selectByAny(column);
    this.column = value(table, column);
  }

  private static Function<Account, String> value(UserTable table, String column) {
    if (column.equals(table.usernameColumn())) {
      return Account::username;
    }
    if (!column.isEmpty() && column.equals(table.emailColumn())) {
      return Account::email;
    }
    throw new IllegalArgumentException(
        "users were to be found by the column \"%s\" (expected: the name's, %s%s)"
            .formatted(
                column,
                table.usernameColumn(),
                table.emailColumn().isEmpty() ? "" : ", or the address's, " + table.emailColumn()));
  }

  @Override
  public Optional<Credentials> findById(String text) {
    return Optional.ofNullable(findAllById(List.of(text)).get(text));
  }

  @Override
  public Map<String, Credentials> findAllById(Collection<String> texts) {
    var asked =
        texts.stream()
            .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0)
            .collect(Collectors.toSet());
    if (asked.isEmpty()) {
      return Map.of();
    }
    var sharing = new HashMap<String, Map<String, Credentials>>();
    database
        .call(
            "find users by what tokens call them",
            statements -> ManyValues.select(statements, this::named, query, asked))
        .forEach(
            it ->
                sharing
                    .computeIfAbsent(it.name, _ -> new HashMap<>())
                    .put(it.user.user().id(), it.user));
    var found = new HashMap<String, Credentials>();
    sharing.forEach(
        (name, all) -> {
          if (asked.contains(name) && all.size() == 1) {
            found.put(name, all.values().iterator().next());
          }
        });
    return found;
  }

  private Named named(Row row) throws SQLException {
    return new Named(column.apply(rows.account(row)), rows.credentials(row));
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return users.findByUsername(username);
  }

  private record Named(String name, Credentials user) {}
}
