package dev.sluice.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code auth_user} (Django 5.2), without its password.
 *
 * @param lastLogin empty for one who never logged in
 */
public record Account(
    String id,
    String username,
    String email,
    String firstName,
    String lastName,
    boolean isActive,
    boolean isStaff,
    boolean isSuperuser,
    Instant dateJoined,
    Optional<Instant> lastLogin)
    implements User {

  /** Names the user and leaves out everything personal. */
  @Override
  public String toString() {
    return "Account[" + id + " " + username + "]";
  }
}
