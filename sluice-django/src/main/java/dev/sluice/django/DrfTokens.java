package dev.sluice.django;

import dev.sluice.auth.TokenIssuer;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The tokens of Django REST framework (3.16's {@code authtoken}), at most one for each user. As a
 * listener it makes one for each new user. Safe for use by many threads.
 */
public final class DrfTokens implements TokenStore, TokenIssuer, UserCreatedListener {

  private static final int KEY_BYTES = 20;

  /** A site may make keys of its own kind, so any that fits the column may be one. */
  private static final Pattern POSSIBLE_KEY = Pattern.compile("[!-~]{1,40}");

  private static final String USER_OF_KEY =
      "SELECT "
          + AccountRow.COLUMNS
          + " FROM authtoken_token AS t JOIN auth_user AS u ON u.id = t.user_id WHERE t.key = ?";
  private static final String OF_USER =
      "SELECT key, user_id, created FROM authtoken_token WHERE user_id = ?";
  private static final String DELETE = "DELETE FROM authtoken_token WHERE user_id = ?";
  private static final String INSERT =
      "INSERT INTO authtoken_token (key, user_id, created) SELECT ?, id, ? FROM auth_user WHERE id = ?";

  private final Database database;
  private final Clock clock;
  private final SecureRandom random;

  /** Makes keys from a random source. */
  public DrfTokens(Database database, Clock clock, SecureRandom random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Optional<User> findUser(String token) {
    if (!POSSIBLE_KEY.matcher(token).matches()) {
      return Optional.empty();
    }
    return database.call(
        "find the user of a token",
        statements -> statements.first(AccountRow::account, USER_OF_KEY, token));
  }

  /**
   * {@inheritDoc}
   *
   * @throws NoSuchUserException if there is no such user
   */
  @Override
  public String tokenOf(User user) {
    return of(user.id()).key();
  }

  /** Returns the token of a user, if they have one. */
  public Optional<Token> find(String userId) {
    var id = AccountRow.id(userId);
    return id.isEmpty()
        ? Optional.empty()
        : database.call("find a token", statements -> find(id.getAsLong(), statements));
  }

  /**
   * Returns the token of a user, and makes one if they have none.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public Token of(String userId) {
    var id = AccountRow.requireId(userId);
    return database.transaction(
        "make a token",
        transaction -> {
          var existing = find(id, transaction);
          return existing.isPresent() ? existing.get() : create(id, transaction);
        });
  }

  /**
   * Gives a user another token; the old one is worth nothing any more.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public Token reset(String userId) {
    var id = AccountRow.requireId(userId);
    return database.transaction(
        "replace a token",
        transaction -> {
          transaction.update(DELETE, id);
          return create(id, transaction);
        });
  }

  /** Takes a user's token away, and returns whether they had one. */
  public boolean delete(String userId) {
    var id = AccountRow.id(userId);
    return id.isPresent()
        && database.call(
            "delete a token", statements -> statements.update(DELETE, id.getAsLong()) > 0);
  }

  @Override
  public void userCreated(UserCreated event, Transaction transaction) throws SQLException {
    create(AccountRow.requireId(event.user().id()), transaction);
  }

  private static Optional<Token> find(long userId, Statements statements) throws SQLException {
    return statements.first(
        row -> new Token(row.text(1), String.valueOf(row.number(2)), row.instant(3)),
        OF_USER,
        userId);
  }

  private Token create(long userId, Transaction transaction) throws SQLException {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    var user = String.valueOf(userId);
    var token =
        new Token(HexFormat.of().formatHex(bytes), user, DjangoTime.truncated(clock.instant()));
    if (transaction.update(INSERT, token.key(), token.created(), userId) == 0) {
      throw new NoSuchUserException(user);
    }
    return token;
  }
}
