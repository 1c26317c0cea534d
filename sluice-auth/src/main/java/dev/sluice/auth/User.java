package dev.sluice.auth;

/** Somebody known. An application may implement this with a record of its own. */
public non-sealed interface User extends Identity {

  /** The primary key, as text. */
  String id();

  /** Whether the user may log in; false stands for a deleted one. */
  boolean isActive();

  /** Whether the user may see the administration. */
  boolean isStaff();

  /** Whether the user may do everything. */
  boolean isSuperuser();
}
