package dev.sluice.django;

/** The databases that everything is tested on. */
enum Kind {
  SQLITE,
  POSTGRESQL,
  MARIADB
}
