package dev.sluice.manage;

import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.ClaimCodes;
import dev.sluice.auth.Connections;
import dev.sluice.auth.PasswordHasher;
import dev.sluice.auth.Permissions;
import dev.sluice.auth.Revalidation;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.UserStore;
import dev.sluice.django.Database;
import dev.sluice.django.DatabaseSettings;
import dev.sluice.django.DrfTokens;
import dev.sluice.django.JdbcPermissions;
import dev.sluice.django.JdbcUserStore;
import dev.sluice.django.PasswordHashers;
import dev.sluice.django.PooledPasswordHasher;
import dev.sluice.django.SecretKeys;
import dev.sluice.django.Users;
import dev.sluice.jwt.JwtAuthentication;
import dev.sluice.jwt.JwtConfig;
import dev.sluice.jwt.JwtIssuer;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.sessions.SessionStore;
import dev.sluice.web.OriginPolicy;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/**
 * The parts that a program is made of: its configuration, its database, and who knows users, tokens
 * and sessions there. Safe for use by many threads.
 */
public final class Site implements AutoCloseable {

  static final String NO_SECRET_KEY =
      "there is no secret key: set SLUICE_SECRET_KEY, or secret_key in sluice.toml, to 50 or more"
          + " random characters (such as \"openssl rand -hex 32\" prints); beside Django, to"
          + " Django's own SECRET_KEY";

  private static final int WAITING_PASSWORDS = 100;

  private final SiteConfig config;
  private final Clock clock;
  private final SecureRandom random;
  private final Database database;
  private final PooledPasswordHasher hasher;
  private final DrfTokens tokens;
  private final Users users;
  private final JdbcUserStore userStore;
  private final SessionPlace sessionPlace;
  private final Logins logins;
  private final Connections connections = new Connections();
  private final Revalidation revalidation;
  private final ClaimCodes claimCodes;
  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();

  private Site(SiteConfig config, Clock clock, SecureRandom random, Database database) {
    this.config = config;
    this.clock = clock;
    this.random = random;
    this.database = database;
    this.hasher =
        new PooledPasswordHasher(
            new PasswordHashers(config.passwords(), random),
            Runtime.getRuntime().availableProcessors(),
            WAITING_PASSWORDS);
    var table = config.auth().users();
    this.tokens = new DrfTokens(database, table, clock, random).withAuthorityListener(connections);
    this.users =
        new Users(database, table, hasher, clock, random, List.of(tokens))
            .withAuthorityListener(connections);
    this.userStore = new JdbcUserStore(database, table);
    this.sessionPlace = new SessionPlace(config, database, clock);
    this.logins = new Logins(config, userStore, hasher, users, connections, clock);
    this.revalidation = Revalidation.start(connections, config.revalidateEvery(), clock, random);
    this.claimCodes = new ClaimCodes(clock, random);
  }

  /**
   * Opens the parts of a site; to be closed. The database is first used when somebody asks for
   * something in it, and so is the cache.
   *
   * @throws dev.sluice.django.DatabaseUrlException if the database is of a kind that cannot be used
   */
  public static Site open(SiteConfig config, Clock clock, SecureRandom random) {
    var settings = DatabaseSettings.defaults().withZone(config.timeZone());
    var database = Database.open(config.databaseUrl(), settings);
    return new Site(config, clock, random, database);
  }

  /** What the site was told. */
  public SiteConfig config() {
    return config;
  }

  /** What time it is. */
  public Clock clock() {
    return clock;
  }

  /** Where keys, tokens and salts come from. */
  public SecureRandom random() {
    return random;
  }

  /** Where users are, and all that is not elsewhere. */
  public Database database() {
    return database;
  }

  /** Makes and changes users; each new one gets a token, if the site has some. */
  public Users users() {
    return users;
  }

  /** Finds users. */
  public UserStore userStore() {
    return userStore;
  }

  /** Tells what users may do, by their own permissions and their groups'. */
  public Permissions permissions() {
    return new JdbcPermissions(database, config.auth().users());
  }

  /** Hashes and checks passwords, on threads of its own. */
  public PasswordHasher hasher() {
    return hasher;
  }

  /** Finds, makes and replaces the users' tokens. */
  public DrfTokens tokens() {
    return tokens;
  }

  /** Returns the middleware that finds the user by a token in the header. */
  public TokenAuthMiddleware tokenHeader() {
    return TokenAuthMiddleware.header(config.auth().tokenKeyword(), tokens);
  }

  /**
   * Returns who tells whose a JSON web token is.
   *
   * @throws ConfigurationException if the site has no secret key, or a key that does not do
   */
  public JwtAuthentication jwt() {
    return new JwtAuthentication(jwtConfig(), jwtUsers(), clock);
  }

  /**
   * Returns who makes JSON web tokens.
   *
   * @throws ConfigurationException if the site has no secret key, or none that signs
   */
  public JwtIssuer jwtIssuer() {
    try {
      return jwtNames().named(new JwtIssuer(jwtConfig(), clock, random));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "no tokens can be made with the settings of jwt: %s; set jwt.signing_key"
              .formatted(e.getMessage()));
    }
  }

  /** Finds users by what JSON web tokens call them. */
  public UserStore jwtUsers() {
    return jwtNames().found(userStore);
  }

  /**
   * Returns what keeps sessions, always the same.
   *
   * @throws ConfigurationException if the site has no secret key, or not what its engine needs
   * @throws dev.sluice.django.SessionFileException if the folder for the files is missing
   */
  public SessionStore sessionStore() {
    return sessionPlace.store(secretKeys());
  }

  /**
   * Returns the middleware that gives each connection its session.
   *
   * @throws ConfigurationException as {@link #sessionStore}
   */
  public SessionMiddleware sessions() {
    return new SessionMiddleware(sessionStore(), config.sessions(), clock, random);
  }

  /**
   * Returns who finds out who somebody is, by name and password or by session, always the same. It
   * remembers when a user logged in last.
   *
   * @throws ConfigurationException if the site has no secret key
   */
  public Authentication authentication() {
    return logins.authentication(secretKeys());
  }

  /**
   * Returns the middleware that gives each connection its session and its user. A WebSocket with
   * the session's cookie must come from this site or from {@code trusted_origins}.
   *
   * @throws ConfigurationException as {@link #sessionStore}
   */
  public AuthMiddlewareStack authMiddlewareStack() {
    return new AuthMiddlewareStack(
        sessions(), authentication(), new OriginPolicy(config.trustedOrigins()));
  }

  /**
   * The middleware that ends WebSockets whose authority has ended: at once if that happens here,
   * within {@code revalidate_seconds} if elsewhere. It goes around what finds the user.
   */
  public Revalidation revalidation() {
    return revalidation;
  }

  /** The codes for the cookies of sessions that begin on WebSockets. */
  public ClaimCodes claimCodes() {
    return claimCodes;
  }

  /** How the site's connections reach each other, and workers within this process. */
  public InMemoryChannelLayer layer() {
    return layer;
  }

  /**
   * Returns what things are signed with.
   *
   * @throws ConfigurationException if the site has no secret key; the message says what to do
   */
  public SecretKeys secretKeys() {
    if (config.secretKey().isEmpty()) {
      throw new ConfigurationException(NO_SECRET_KEY);
    }
    return new SecretKeys(config.secretKey(), config.secretKeyFallbacks());
  }

  /**
   * Checks that the database has its tables, without making a file where there is none.
   *
   * @throws dev.sluice.django.NotMigratedException if it has not; the message says what to do
   * @throws ConfigurationException if there is no such database yet, or only the site itself can
   *     make its tables
   */
  public void requireMigrated() {
    new Tables(config, database).require();
  }

  /**
   * Checks that sessions can be kept, as far as that does not depend on the database.
   *
   * @throws dev.sluice.SluiceException if they cannot; the message says why
   */
  void requireSessions() {
    sessionPlace.requireUsable(secretKeys());
  }

  private JwtConfig jwtConfig() {
    return config.jwt().config(secretKeys().current());
  }

  private JwtUsers jwtNames() {
    return new JwtUsers(config.auth().users(), config.jwt().userIdField());
  }

  /** Finishes what is being done in the database, and closes it and the cache. */
  @Override
  public void close() {
    revalidation.close();
    hasher.close();
    sessionPlace.close();
    database.close();
  }
}
