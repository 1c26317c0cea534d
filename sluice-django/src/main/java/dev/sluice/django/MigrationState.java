package dev.sluice.django;

import java.util.List;

/** How far a database is from having the tables that Sluice needs. */
public sealed interface MigrationState {

  /** None of the tables is there; {@code migrate} makes them. */
  record NotMigrated() implements MigrationState {}

  /** Every table is there, made by Sluice or by a Django site. */
  record Current() implements MigrationState {}

  /**
   * Every table is there but that of {@link DrfTokens}: a Django site without {@code
   * rest_framework.authtoken}. Everything works that has nothing to do with its tokens.
   */
  record WithoutTokens() implements MigrationState {}

  /**
   * Some tables are there and some are not: a Django site of another shape, which only its own
   * {@code manage.py migrate} may change.
   *
   * @param missing the names of the missing tables
   */
  record Foreign(List<String> missing) implements MigrationState {

    /** Copies the names. */
    public Foreign {
      missing = List.copyOf(missing);
    }
  }
}
