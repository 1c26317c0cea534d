package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.auth.AuthorityEnd;
import dev.sluice.auth.AuthorityListener;
import dev.sluice.auth.TokenGrant;
import dev.sluice.auth.TokenIssuer;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tokens of Django REST framework (3.16's {@code authtoken}), at most one for each user. As a
 * listener it makes one for each new user, unless the site has no such tokens. Safe for use by many
 * threads.
 */
public final class DrfTokens implements TokenStore, TokenIssuer, UserCreatedListener {

  private static final int KEY_BYTES = 20;

  /** A site may make keys of its own kind, so any that fits the column may be one. */
  private static final Predicate<String> IS_POSSIBLE_KEY =
      Pattern.compile("[!-~]{1,40}").asMatchPredicate();

  private static final int KEY_COLUMN = 12;

  private static final String OF_USER =
      "SELECT \"key\", user_id, created FROM authtoken_token WHERE user_id = ?";
  private static final String DELETE = "DELETE FROM authtoken_token WHERE user_id = ?";

  private final Database database;
  private final Clock clock;
  private final SecureRandom random;
  private final IdType idType;
  private final AccountRow rows;
  private final String usersByKey;
  private final String userOfKey;
  private final String insert;
  private final AuthorityListener listener;

  /** Makes keys from a random source, for the users in {@code auth_user}. */
  public DrfTokens(Database database, Clock clock, SecureRandom random) {
    this(database, UserTable.django(), clock, random);
  }

  /** Makes keys from a random source, for the users in a table of the site's own. */
  public DrfTokens(Database database, UserTable table, Clock clock, SecureRandom random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.idType = table.idType();
    this.rows = new AccountRow(table);
    this.usersByKey =
        "SELECT %s, t.\"key\" FROM authtoken_token AS t JOIN %s ON u.\"%s\" = t.user_id WHERE t.\"key\""
            .formatted(rows.columns(), rows.from(), table.idColumn());
    this.userOfKey = usersByKey + " = ?";
    this.listener = _ -> {};
    this.insert =
        "INSERT INTO authtoken_token (\"key\", user_id, created) SELECT ?, u.\"%s\", ? FROM %s WHERE u.\"%s\" = ?"
            .formatted(table.idColumn(), rows.from(), table.idColumn());
  }

  private DrfTokens(DrfTokens other, AuthorityListener listener) {
    this.database = other.database;
    this.clock = other.clock;
    this.random = other.random;
    this.idType = other.idType;
    this.rows = other.rows;
    this.usersByKey = other.usersByKey;
    this.userOfKey = other.userOfKey;
    this.insert = other.insert;
    this.listener = listener;
  }

  /**
   * Returns one that tells only {@code other} of each token that is taken away or replaced, such as
   * {@link dev.sluice.auth.Connections}, which closes the token's WebSockets.
   */
  public DrfTokens withAuthorityListener(AuthorityListener other) {
    return new DrfTokens(this, other);
  }

  /** Whether the site has tokens: its database has their table, which {@code authtoken} makes. */
  public boolean areInstalled() {
    return database.call("look for the table of tokens", this::haveTable);
  }

  private boolean haveTable(Statements statements) throws SQLException {
    return statements
        .all(row -> row.text(1), database.dialect().tables())
        .contains(DjangoApps.TOKEN_TABLE);
  }

  @Override
  public Optional<User> findUser(String token) {
    if (!IS_POSSIBLE_KEY.test(token)) {
      return Optional.empty();
    }
    return database.call(
        "find the user of a token",
        statements ->
            statements.first(row -> userOf(token, row), userOfKey, token).flatMap(it -> it));
  }

  /** MariaDB and MySQL also find keys that differ in case. */
  private Optional<User> userOf(String token, Row row) throws SQLException {
    return isSame(token, row.text(KEY_COLUMN)) ? Optional.of(rows.account(row)) : Optional.empty();
  }

  private static boolean isSame(String token, String key) {
    return MessageDigest.isEqual(token.getBytes(UTF_8), key.getBytes(UTF_8));
  }

  @Override
  public Map<String, TokenGrant> findAll(Collection<String> tokens) {
    var possible = tokens.stream().filter(IS_POSSIBLE_KEY).collect(Collectors.toSet());
    if (possible.isEmpty()) {
      return Map.of();
    }
    var grants = new HashMap<String, TokenGrant>();
    database
        .call(
            "find the users of tokens",
            statements ->
                ManyValues.select(
                    statements,
                    row -> Map.entry(row.text(KEY_COLUMN), grant(row)),
                    usersByKey + " IN (%s)",
                    possible))
        .forEach(it -> grants.put(it.getKey(), it.getValue()));
    grants.keySet().retainAll(possible); // MariaDB and MySQL also find keys that differ in case
    return grants;
  }

  private TokenGrant grant(Row row) throws SQLException {
    return new TokenGrant(rows.account(row), Optional.empty());
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
    return idType
        .value(userId)
        .flatMap(id -> database.call("find a token", statements -> find(id, statements)));
  }

  /**
   * Returns the token of a user, and makes one if they have none.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public Token of(String userId) {
    var id = idType.require(userId);
    try {
      return database.transaction(
          "make a token",
          transaction -> {
            var existing = find(id, transaction);
            return existing.isPresent() ? existing.get() : create(id, transaction);
          });
    } catch (DuplicateRowException e) {
      // Somebody else made it meanwhile.
      return find(userId).orElseThrow(() -> e);
    }
  }

  /**
   * Gives a user another token; the old one is worth nothing any more.
   *
   * @throws NoSuchUserException if there is no such user
   */
  public Token reset(String userId) {
    var id = idType.require(userId);
    var replaced =
        database.transaction(
            "replace a token",
            transaction -> {
              var former = find(id, transaction);
              transaction.update(DELETE, id);
              return new Replaced(former, create(id, transaction));
            });
    replaced.former.ifPresent(this::tell);
    return replaced.token;
  }

  /** Takes a user's token away, and returns whether they had one. */
  public boolean delete(String userId) {
    Optional<Token> deleted =
        idType
            .value(userId)
            .flatMap(
                id ->
                    database.transaction(
                        "delete a token",
                        transaction -> {
                          var former = find(id, transaction);
                          transaction.update(DELETE, id);
                          return former;
                        }));
    deleted.ifPresent(this::tell);
    return deleted.isPresent();
  }

  private void tell(Token former) {
    listener.ended(new AuthorityEnd.TokenEnded(former.key()));
  }

  private record Replaced(Optional<Token> former, Token token) {}

  @Override
  public void userCreated(UserCreated event, Transaction transaction) throws SQLException {
    if (!haveTable(transaction)) {
      return;
    }
    create(idType.require(event.user().id()), transaction);
  }

  private Optional<Token> find(Object userId, Statements statements) throws SQLException {
    return statements.first(
        row -> new Token(row.text(1), idType.text(row, 2), row.instant(3)), OF_USER, userId);
  }

  private Token create(Object userId, Transaction transaction) throws SQLException {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    var user = String.valueOf(userId);
    var token =
        new Token(HexFormat.of().formatHex(bytes), user, DjangoTime.truncated(clock.instant()));
    if (transaction.update(insert, token.key(), token.created(), userId) == 0) {
      throw new NoSuchUserException(user);
    }
    return token;
  }
}
