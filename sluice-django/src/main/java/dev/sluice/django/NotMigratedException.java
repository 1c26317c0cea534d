package dev.sluice.django;

import dev.sluice.SluiceException;
import java.util.List;

/** Thrown when a database has not got the tables that Sluice needs. */
public final class NotMigratedException extends SluiceException {

  private static final long serialVersionUID = 1L;

  private NotMigratedException(String message) {
    super(message);
  }

  static NotMigratedException empty(DatabaseUrl url) {
    return new NotMigratedException(
        "the database %s has no table auth_user (expected: the tables of Django's auth, sessions and authtoken); run `migrate`"
            .formatted(url));
  }

  static NotMigratedException foreign(DatabaseUrl url, List<String> missing) {
    return new NotMigratedException(
        "the database %s belongs to a Django site that has no table %s (expected: the tables of Django's auth, contenttypes and sessions); add the missing apps to the site's INSTALLED_APPS and run its `manage.py migrate`"
            .formatted(url, String.join(", ", missing)));
  }

  static NotMigratedException onlyByDjango(DatabaseUrl url) {
    return new NotMigratedException(
        "the database %s has no tables, and `migrate` makes none in MariaDB and MySQL (expected: the tables of Django's auth, sessions and authtoken); run `manage.py migrate` of a Django site on it"
            .formatted(url));
  }
}
