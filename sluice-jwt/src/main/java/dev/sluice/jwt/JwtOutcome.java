package dev.sluice.jwt;

import dev.sluice.auth.User;
import java.time.Instant;

/** What a token turned out to be. */
public sealed interface JwtOutcome {

  /** Good: its user is here and active. */
  record Valid(User user, JwtClaims claims) implements JwtOutcome {}

  /** Good for nothing; nobody is let in with it. */
  sealed interface Refused extends JwtOutcome {

    /** What simplejwt 5.2 answers, with status 401; fit for the client. */
    String detail();

    /** What simplejwt 5.2 calls it in its answer. */
    default String code() {
      return "token_not_valid";
    }
  }

  /** Once good, and no more. */
  record Expired(Instant since) implements Refused {

    @Override
    public String detail() {
      return "Given token not valid for any token type";
    }
  }

  /** Never good here, or not yet. */
  record Invalid(JwtFault fault) implements Refused {

    @Override
    public String detail() {
      return switch (fault) {
        case BAD_HEADER, NO_USER_ID -> fault.message();
        default -> "Given token not valid for any token type";
      };
    }

    @Override
    public String code() {
      return fault == JwtFault.BAD_HEADER ? "bad_authorization_header" : "token_not_valid";
    }
  }

  /** Good, but its user is nobody here, or no more. */
  record UnknownUser() implements Refused {

    @Override
    public String detail() {
      return "User not found";
    }

    @Override
    public String code() {
      return "user_not_found";
    }
  }

  /** Good, but its user may not log in. */
  record InactiveUser() implements Refused {

    @Override
    public String detail() {
      return "User is inactive";
    }

    @Override
    public String code() {
      return "user_inactive";
    }
  }
}
