package dev.sluice.manage;

import dev.sluice.auth.Account;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import dev.sluice.django.JdbcUserStore;
import dev.sluice.django.UserTable;
import dev.sluice.jwt.JwtIssuer;

/** How JSON web tokens name the users of a site: by their primary key, name or e-mail address. */
record JwtUsers(UserTable table, String column) {

  /** Returns who finds users by what tokens call them. */
  UserStore found(JdbcUserStore users) {
    return isKey() ? users : users.keyedBy(column);
  }

  /** Returns who makes tokens that call users so. */
  JwtIssuer named(JwtIssuer issuer) {
    return isKey() ? issuer : issuer.withUserId(this::name);
  }

  private boolean isKey() {
    return column.equals(table.idColumn());
  }

  private String name(User user) {
    if (column.equals(table.usernameColumn())) {
      return user.username();
    }
    if (user instanceof Account account) {
      return account.email();
    }
    throw new IllegalArgumentException(
        "a token was to name %s by %s (expected: a user of the site's table)"
            .formatted(user.id(), column));
  }
}
