package dev.sluice.django;

import java.sql.SQLException;

/** Told of each new user, such as {@link DrfTokens}, which makes a token for them. */
@FunctionalInterface
public interface UserCreatedListener {

  /**
   * Adds what belongs to a new user, in the transaction that makes them; whatever this throws means
   * that there is no new user. Runs on a thread of the database.
   */
  void userCreated(UserCreated event, Transaction transaction) throws SQLException;
}
