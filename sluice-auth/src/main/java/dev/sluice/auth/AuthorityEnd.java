package dev.sluice.auth;

/**
 * Something that takes the authority of connections away, so that they end. Users' ids are those of
 * one site: whoever brings users from elsewhere gives them ids of their own kind.
 */
public sealed interface AuthorityEnd {

  /** A few words that the client of an ended connection may see. */
  String reason();

  /**
   * A session was deleted, as by a logout.
   *
   * @param key a secret
   */
  record SessionEnded(String key) implements AuthorityEnd {

    @Override
    public String reason() {
      return "the session has ended";
    }

    /** Leaves out the key. */
    @Override
    public String toString() {
      return "SessionEnded[]";
    }
  }

  /**
   * A token was taken away.
   *
   * @param token a secret
   */
  record TokenEnded(String token) implements AuthorityEnd {

    @Override
    public String reason() {
      return "the token is no longer valid";
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
      return "TokenEnded[]";
    }
  }

  /** A user got another password, which ends their sessions and leaves their tokens alone. */
  record PasswordChanged(String userId) implements AuthorityEnd {

    @Override
    public String reason() {
      return "the password has changed";
    }
  }

  /** A user was deactivated or deleted. */
  record UserEnded(String userId) implements AuthorityEnd {

    @Override
    public String reason() {
      return "the user is no longer active";
    }
  }
}
