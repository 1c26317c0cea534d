package dev.sluice.auth;

/**
 * Somebody who has just proved who they are, and how.
 *
 * @param backend the {@link AuthenticationBackend#path} of whoever is convinced
 */
public record Authenticated(Credentials credentials, String backend) {

  /** Who it is. */
  public User user() {
    return credentials.user();
  }
}
