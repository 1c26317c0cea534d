package dev.sluice.django;

import dev.sluice.auth.Account;
import dev.sluice.auth.AuthorityEnd;
import dev.sluice.auth.AuthorityListener;
import dev.sluice.auth.PasswordHasher;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes and changes the users of a Django site, as Django 5.2's {@code UserManager} does. Safe for
 * use by many threads.
 */
public final class Users {

  private final Database database;
  private final UserTable table;
  private final PasswordHasher hasher;
  private final Clock clock;
  private final List<UserCreatedListener> listeners;
  private final AccountRow rows;
  private final String byUsername;
  private final NewAccount insertion;
  private final AuthorityListener authorityListener;

  /** Works on {@code auth_user}, and tells listeners of each new user, in their order. */
  public Users(
      Database database,
      PasswordHasher hasher,
      Clock clock,
      List<? extends UserCreatedListener> listeners) {
    this(database, UserTable.django(), hasher, clock, new SecureRandom(), listeners);
  }

  /**
   * Works on a table of the site's own, and tells listeners of each new user, in their order.
   *
   * @param random makes primary keys where they are UUIDs
   */
  public Users(
      Database database,
      UserTable table,
      PasswordHasher hasher,
      Clock clock,
      RandomGenerator random,
      List<? extends UserCreatedListener> listeners) {
    this.database = database;
    this.table = table;
    this.hasher = hasher;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
    this.rows = new AccountRow(table);
    this.byUsername = rows.selectBy(table.usernameColumn());
    this.insertion = new NewAccount(table, random);
    this.authorityListener = _ -> {};
  }

  private Users(Users other, AuthorityListener authorityListener) {
    this.database = other.database;
    this.table = other.table;
    this.hasher = other.hasher;
    this.clock = other.clock;
    this.listeners = other.listeners;
    this.rows = other.rows;
    this.byUsername = other.byUsername;
    this.insertion = other.insertion;
    this.authorityListener = authorityListener;
  }

  /**
   * Returns one that tells only {@code listener} of each new password, deactivation and deletion,
   * such as {@link dev.sluice.auth.Connections}, which closes the user's WebSockets.
   */
  public Users withAuthorityListener(AuthorityListener listener) {
    return new Users(this, listener);
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
    var user = table.isEmailTheUsername() ? UserRules.byEmail(newUser) : newUser.normalized();
    var encoded = hasher.encode(user.password());
    return database.transaction(
        "make a user",
        transaction -> {
          var joined = DjangoTime.truncated(clock.instant());
          var account = insertion.insert(user, encoded, joined, transaction);
          for (var listener : listeners) {
            listener.userCreated(new UserCreated(account), transaction);
          }
          return account;
        });
  }

  /** Returns the user with a name, compared exactly. */
  public Optional<Account> findByUsername(String username) {
    return database.call(
        "find a user", statements -> statements.first(rows::account, byUsername, username));
  }

  /**
   * Gives a user another password, which ends their sessions. Takes as long as hashing it.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public void setPassword(String userId, String password) {
    var id = change("set a password", userId, "password", hasher.encode(password));
    authorityListener.ended(new AuthorityEnd.PasswordChanged(id));
  }

  /**
   * Replaces a password that was encoded by one that is encoded otherwise, unless it is another one
   * by now; returns whether it did. Ends the user's sessions.
   */
  public boolean replacePassword(String userId, String former, String encoded) {
    var id = table.idType().require(userId);
    var sql =
        "UPDATE \"%s\" SET password = ? WHERE \"%s\" = ? AND password = ?"
            .formatted(table.name(), table.idColumn());
    int changed =
        database.call(
            "encode a password anew", statements -> statements.update(sql, encoded, id, former));
    if (changed > 0) {
      authorityListener.ended(new AuthorityEnd.PasswordChanged(id.toString()));
    }
    return changed > 0;
  }

  /**
   * Lets a user log in, or no longer.
   *
   * @throws NoSuchUserException if there is no such user
   * @throws IllegalStateException if the site's users are all active
   */
  public void setActive(String userId, boolean active) {
    if (!table.fields().contains(UserField.IS_ACTIVE)) {
      throw new IllegalStateException(
          "the table %s has no column is_active (expected: one, to shut a user out)"
              .formatted(table.name()));
    }
    var id =
        change("change whether a user is active", userId, UserField.IS_ACTIVE.column(), active);
    if (!active) {
      authorityListener.ended(new AuthorityEnd.UserEnded(id));
    }
  }

  /**
   * Deletes a user for good, together with their memberships and permissions, their token and what
   * Django's admin has logged of them, as Django 5.2's {@code user.delete()} does with these
   * tables: all of it or nothing. Their sessions become nobody's.
   *
   * @throws NoSuchUserException if there is no such user
   * @throws UserInUseException if rows of other tables refer to the user, of whom only Django knows
   *     what to do with them
   */
  public void delete(String userId) {
    var id = table.idType().require(userId);
    var deletion = new UserDeletion(table, database.dialect());
    boolean deleted;
    try {
      deleted =
          database.transaction("delete a user", transaction -> deletion.delete(id, transaction));
    } catch (DatabaseException e) {
      throw e.getCause() instanceof SQLException cause && database.dialect().isReference(cause)
          ? new UserInUseException(userId, e)
          : e;
    }
    if (!deleted) {
      throw new NoSuchUserException(userId);
    }
    authorityListener.ended(new AuthorityEnd.UserEnded(id.toString()));
  }

  /**
   * Remembers when a user logged in last, if the site does so.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public void touchLastLogin(String userId, Instant when) {
    if (table.fields().contains(UserField.LAST_LOGIN)) {
      var _ = change("remember a login", userId, UserField.LAST_LOGIN.column(), when);
    }
  }

  /** Changes a column, and returns the user's id as sessions and connections have it. */
  private String change(String operation, String userId, String column, Object value) {
    var id = table.idType().require(userId);
    var sql =
        "UPDATE \"%s\" SET \"%s\" = ? WHERE \"%s\" = ?"
            .formatted(table.name(), column, table.idColumn());
    if (database.call(operation, statements -> statements.update(sql, value, id)) == 0) {
      throw new NoSuchUserException(userId);
    }
    return id.toString();
  }
}
