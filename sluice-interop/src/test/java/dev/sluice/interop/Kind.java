package dev.sluice.interop;

/** The databases that the two sites share, and whose {@code migrate} made the tables there. */
enum Kind {
  /** Made here; Django found the tables that it knows, and added the others. */
  SQLITE,
  /** Made by Django alone. */
  POSTGRESQL
}
