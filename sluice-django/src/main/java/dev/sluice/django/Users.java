package dev.sluice.django;

import dev.sluice.auth.Account;
import dev.sluice.auth.PasswordHasher;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes the users in {@code auth_user}, as Django 5.2's {@code UserManager} does. Safe
 * for use by many threads.
 */
public final class Users {

  private static final String INSERT =
      "INSERT INTO auth_user (username, email, password, first_name, last_name, is_staff,"
          + " is_superuser, is_active, date_joined, last_login)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) RETURNING id";
  private static final String BY_USERNAME =
      "SELECT " + AccountRow.COLUMNS + " FROM auth_user AS u WHERE u.username = ?";

  private final Database database;
  private final PasswordHasher hasher;
  private final Clock clock;
  private final List<UserCreatedListener> listeners;

  /** Tells listeners of each new user, in their order. */
  public Users(
      Database database,
      PasswordHasher hasher,
      Clock clock,
      List<? extends UserCreatedListener> listeners) {
    this.database = database;
    this.hasher = hasher;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Makes a user, with everything that the listeners add, or nothing at all. The name is normalised
   * (NFKC), and the domain of the e-mail address is put into lower case. Takes as long as hashing a
   * password.
   *
   * @throws InvalidUserException if the name or the address is not acceptable
   * @throws UsernameTakenException if another user has the name
   */
  public Account create(NewUser newUser) {
    var user = UserRules.normalized(newUser);
    var encoded = hasher.encode(user.password());
    return database.transaction(
        "make a user",
        transaction -> {
          var account = insert(user, encoded, transaction);
          for (var listener : listeners) {
            listener.userCreated(new UserCreated(account), transaction);
          }
          return account;
        });
  }

  private Account insert(NewUser user, String encoded, Transaction transaction)
      throws SQLException {
    var joined = DjangoTime.truncated(clock.instant());
    return new Account(
        String.valueOf(insert(user, encoded, joined, transaction)),
        user.username(),
        user.email(),
        user.firstName(),
        user.lastName(),
        user.isActive(),
        user.isStaff(),
        user.isSuperuser(),
        joined,
        Optional.empty());
  }

  private static long insert(NewUser user, String encoded, Instant joined, Transaction transaction)
      throws SQLException {
    try {
      return transaction
          .first(
              row -> row.number(1),
              INSERT,
              user.username(),
              user.email(),
              encoded,
              user.firstName(),
              user.lastName(),
              user.isStaff(),
              user.isSuperuser(),
              user.isActive(),
              joined)
          .orElseThrow();
    } catch (DuplicateRowException e) {
      throw new UsernameTakenException(user.username());
    }
  }

  /** Returns the user with a name, compared exactly. */
  public Optional<Account> findByUsername(String username) {
    return database.call(
        "find a user", statements -> statements.first(AccountRow::account, BY_USERNAME, username));
  }

  /**
   * Gives a user another password, which ends their sessions. Takes as long as hashing it.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public void setPassword(String userId, String password) {
    change(
        "set a password",
        userId,
        "UPDATE auth_user SET password = ? WHERE id = ?",
        hasher.encode(password));
  }

  /**
   * Replaces a password that was encoded by one that is encoded otherwise, unless it is another one
   * by now; returns whether it did. Ends the user's sessions.
   */
  public boolean replacePassword(String userId, String former, String encoded) {
    var id = AccountRow.requireId(userId);
    var changed =
        database.call(
            "encode a password anew",
            statements ->
                statements.update(
                    "UPDATE auth_user SET password = ? WHERE id = ? AND password = ?",
                    encoded,
                    id,
                    former));
    return changed > 0;
  }

  /**
   * Lets a user log in, or no longer.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public void setActive(String userId, boolean active) {
    change(
        "change whether a user is active",
        userId,
        "UPDATE auth_user SET is_active = ? WHERE id = ?",
        active);
  }

  /**
   * Remembers when a user logged in last.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public void touchLastLogin(String userId, Instant when) {
    change("remember a login", userId, "UPDATE auth_user SET last_login = ? WHERE id = ?", when);
  }

  private void change(String operation, String userId, String sql, @Nullable Object value) {
    var id = AccountRow.requireId(userId);
    var changed = database.call(operation, statements -> statements.update(sql, value, id));
    if (changed == 0) {
      throw new NoSuchUserException(userId);
    }
  }
}
