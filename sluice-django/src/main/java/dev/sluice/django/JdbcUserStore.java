package dev.sluice.django;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import java.util.Optional;

/** The users in {@code auth_user}. Safe for use by many threads. */
public final class JdbcUserStore implements UserStore {

  private static final String SELECT = "SELECT " + AccountRow.COLUMNS + " FROM auth_user AS u";
  private static final String BY_ID = SELECT + " WHERE u.id = ?";
  private static final String BY_USERNAME = SELECT + " WHERE u.username = ?";

  private final Database database;

  /** Reads a database. */
  public JdbcUserStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Credentials> findById(String id) {
    var key = AccountRow.id(id);
    return key.isEmpty() ? Optional.empty() : find(BY_ID, key.getAsLong());
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return find(BY_USERNAME, username);
  }

  private Optional<Credentials> find(String sql, Object value) {
    return database.call(
        "find a user", statements -> statements.first(AccountRow::credentials, sql, value));
  }
}
