package dev.sluice.django;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a deleted user takes along, as Django 5.2's {@code on_delete=CASCADE} has it: memberships in
 * groups, permissions, the token of Django REST framework, and what Django's admin has logged of
 * them.
 */
final class UserDeletion {

  private final UserTable table;
  private final Dialect dialect;

  UserDeletion(UserTable table, Dialect dialect) {
    this.table = table;
    this.dialect = dialect;
  }

  /** Deletes a user, and returns whether there was one. */
  boolean delete(Object id, Transaction transaction) throws SQLException {
    var present = new HashSet<>(transaction.all(row -> row.text(1), dialect.tables()));
    for (var dependent : dependents()) {
      if (present.contains(dependent.table)) {
        delete(dependent, id, transaction);
      }
    }
    return delete(new Rows(table.name(), table.idColumn()), id, transaction) > 0;
  }

  private List<Rows> dependents() {
    var all = new ArrayList<Rows>();
    if (table.hasPermissions()) {
      all.add(new Rows(table.groupsTable(), table.memberColumn()));
      all.add(new Rows(table.permissionsTable(), table.memberColumn()));
    }
    all.add(new Rows(DjangoApps.TOKEN_TABLE, "user_id"));
    all.add(new Rows(DjangoApps.ADMIN_LOG_TABLE, "user_id"));
    return all;
  }

  private static int delete(Rows rows, Object id, Transaction transaction) throws SQLException {
    return transaction.update(
        "DELETE FROM \"%s\" WHERE \"%s\" = ?".formatted(rows.table, rows.column), id);
  }

  /** The rows whose column has the user's key. */
  private record Rows(String table, String column) {}
}
