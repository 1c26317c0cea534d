package dev.sluice.auth;

/**
 * A user with what is needed to check a password.
 *
 * @param encodedPassword what a {@link PasswordHasher} made of the password; a secret
 */
public record Credentials(User user, String encodedPassword) {

  /** Leaves out the hash. */
  @Override
  public String toString() {
    return "Credentials[" + user.id() + " " + user.username() + "]";
  }
}
