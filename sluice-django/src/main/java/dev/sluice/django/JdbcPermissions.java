package dev.sluice.django;

import dev.sluice.auth.Grants;
import dev.sluice.auth.Permissions;
import dev.sluice.auth.User;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The permissions of a Django site's users and groups, as Django 5.2's {@code ModelBackend} knows
 * them: an active superuser has all, an inactive user none, everybody else their own and their
 * groups'. Users of a table without {@code is_superuser} have none. Safe for use by many threads.
 */
public final class JdbcPermissions implements Permissions {

  private static final String NAMES =
      "SELECT c.app_label, p.codename FROM auth_permission AS p"
          + " JOIN django_content_type AS c ON c.id = p.content_type_id";

  private final Database database;
  private final UserTable table;
  private final String ofUser;
  private final String groups;

  /** Reads those of the users in {@code auth_user}. */
  public JdbcPermissions(Database database) {
    this(database, UserTable.django());
  }

  /** Reads those of the users in a table of the site's own. */
  public JdbcPermissions(Database database, UserTable table) {
    this.database = database;
    this.table = table;
    var member = table.memberColumn();
    this.ofUser =
        NAMES
            + " JOIN \"%s\" AS u ON u.permission_id = p.id WHERE u.\"%s\" = ? UNION "
                .formatted(table.permissionsTable(), member)
            + NAMES
            + " JOIN auth_group_permissions AS g ON g.permission_id = p.id"
            + " JOIN \"%s\" AS m ON m.group_id = g.group_id WHERE m.\"%s\" = ?"
                .formatted(table.groupsTable(), member);
    this.groups =
        "SELECT g.name FROM auth_group AS g JOIN \"%s\" AS m ON m.group_id = g.id WHERE m.\"%s\" = ?"
            .formatted(table.groupsTable(), member);
  }

  @Override
  public Grants of(User user) {
    var id = table.idType().value(user.id());
    if (!table.hasPermissions() || id.isEmpty()) {
      return Grants.none();
    }
    return database.call("find permissions", statements -> grants(user, id.get(), statements));
  }

  private Grants grants(User user, Object id, Statements statements) throws SQLException {
    var memberships = new HashSet<>(statements.all(row -> row.text(1), groups, id));
    if (!user.isActive()) {
      return new Grants(false, Set.of(), memberships);
    }
    return user.isSuperuser()
        ? new Grants(true, names(statements, NAMES), memberships)
        : new Grants(false, names(statements, ofUser, id, id), memberships);
  }

  private static Set<String> names(Statements statements, String sql, Object... values)
      throws SQLException {
    List<String> names = statements.all(row -> row.text(1) + "." + row.text(2), sql, values);
    return Set.copyOf(names);
  }
}
