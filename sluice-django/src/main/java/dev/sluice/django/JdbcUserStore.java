package dev.sluice.django;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The users of a Django site. MariaDB and MySQL compare names without regard to case and accents,
 * as Django does there. Safe for use by many threads.
 */
public final class JdbcUserStore implements UserStore {

  private final Database database;
  private final UserTable table;
  private final IdType idType;
  private final AccountRow rows;
  private final String byId;
  private final String byIds;
  private final String byUsername;

  /** Reads {@code auth_user}. */
  public JdbcUserStore(Database database) {
    this(database, UserTable.django());
  }

  /** Reads a table of the site's own. */
  public JdbcUserStore(Database database, UserTable table) {
    this.database = database;
    this.table = table;
    this.idType = table.idType();
    this.rows = new AccountRow(table);
    this.byId = rows.selectBy(table.idColumn());
    this.byIds = rows.selectByAny(table.idColumn());
    this.byUsername = rows.selectBy(table.usernameColumn());
  }

  /**
   * Returns the same users for those who call them by another column where others use primary keys,
   * as simplejwt's {@code USER_ID_FIELD} may have it: {@code findById} takes what stands there.
   *
   * @param column the name's or the e-mail address's; an address that several users have is
   *     nobody's
   * @throws IllegalArgumentException for another column
   */
  public UserStore keyedBy(String column) {
    return new UsersByColumn(database, table, column, this);
  }

  @Override
  public Optional<Credentials> findById(String id) {
    return idType.value(id).flatMap(key -> find(byId, key));
  }

  @Override
  public Map<String, Credentials> findAllById(Collection<String> ids) {
    var keys = new HashMap<String, Object>();
    ids.forEach(id -> idType.value(id).ifPresent(key -> keys.put(id, key)));
    if (keys.isEmpty()) {
      return Map.of();
    }
    var asked = Set.copyOf(keys.values());
    var byKey =
        database
            .call(
                "find users",
                statements -> ManyValues.select(statements, rows::credentials, byIds, asked))
            .stream()
            .collect(Collectors.toMap(it -> it.user().id(), Function.identity()));
    var found = new HashMap<String, Credentials>();
    keys.forEach(
        (id, key) ->
            Optional.ofNullable(byKey.get(key.toString())).ifPresent(it -> found.put(id, it)));
    return found;
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return find(byUsername, username);
  }

  private Optional<Credentials> find(String sql, Object value) {
    return database.call(
        "find a user", statements -> statements.first(rows::credentials, sql, value));
  }
}
