package dev.sluice.django;

/**
 * A user to be made.
 *
 * @param password in clear; a secret
 */
public record NewUser(
    String username,
    String email,
    String password,
    String firstName,
    String lastName,
    boolean isStaff,
    boolean isSuperuser,
    boolean isActive) {

  /** Returns an active user without any rights. */
  public static NewUser of(String username, String email, String password) {
    return new NewUser(username, email, password, "", "", false, false, true);
  }

  /** Returns one who may do everything. */
  public static NewUser superuser(String username, String email, String password) {
    return new NewUser(username, email, password, "", "", true, true, true);
  }

  /**
   * Returns the user as they will be stored: the name normalised (NFKC), the domain of the e-mail
   * address in lower case.
   *
   * @throws InvalidUserException if the name or the address is not acceptable
   */
  public NewUser normalized() {
    return UserRules.normalized(this);
  }

  /** Leaves out the password and everything personal. */
  @Override
  public String toString() {
    return "NewUser[" + username + "]";
  }
}
