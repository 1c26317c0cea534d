package dev.sluice.manage;

import dev.sluice.auth.AuthEvent;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.ClaimCodes;
import dev.sluice.auth.Connections;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.PasswordHasher;
import dev.sluice.auth.Revalidation;
import dev.sluice.auth.UserStore;
import dev.sluice.django.Database;
import dev.sluice.django.DatabaseSettings;
import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.DjangoSessionAuthHash;
import dev.sluice.django.DrfTokens;
import dev.sluice.django.JdbcSessionStore;
import dev.sluice.django.JdbcUserStore;
import dev.sluice.django.Migrations;
import dev.sluice.django.NotMigratedException;
import dev.sluice.django.PasswordHashers;
import dev.sluice.django.PooledPasswordHasher;
import dev.sluice.django.SecretKeys;
import dev.sluice.django.SessionCodec;
import dev.sluice.django.Users;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.sessions.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Connections connections = new Connections();
  private final Revalidation revalidation;
  private final ClaimCodes claimCodes;

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
    this.tokens = new DrfTokens(database, clock, random).withAuthorityListener(connections);
    this.users =
        new Users(database, hasher, clock, List.of(tokens)).withAuthorityListener(connections);
    this.userStore = new JdbcUserStore(database);
    this.revalidation = Revalidation.start(connections, config.revalidateEvery(), clock, random);
    this.claimCodes = new ClaimCodes(clock, random);
  }

  /**
   * Opens the parts of a site; to be closed. The database is first used when somebody asks for
   * something in it.
   *
   * @throws dev.sluice.django.DatabaseUrlException if the database is of a kind that cannot be used
   */
  public static Site open(SiteConfig config, Clock clock, SecureRandom random) {
    var database = Database.open(config.databaseUrl(), DatabaseSettings.defaults());
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

  /** Where everything is kept. */
  public Database database() {
    return database;
  }

  /** Makes and changes users; each new one gets a token. */
  public Users users() {
    return users;
  }

  /** Finds users. */
  public UserStore userStore() {
    return userStore;
  }

  /** Hashes and checks passwords, on threads of its own. */
  public PasswordHasher hasher() {
    return hasher;
  }

  /** Finds, makes and replaces the users' tokens. */
  public DrfTokens tokens() {
    return tokens;
  }

  /**
   * Returns what keeps sessions.
   *
   * @throws ConfigurationException if the site has no secret key
   */
  public SessionStore sessionStore() {
    return new JdbcSessionStore(database, new SessionCodec(secretKeys(), clock), clock);
  }

  /**
   * Returns the middleware that gives each connection its session.
   *
   * @throws ConfigurationException if the site has no secret key
   */
  public SessionMiddleware sessions() {
    return new SessionMiddleware(sessionStore(), config.sessions(), clock, random);
  }

  /**
   * Returns who finds out who somebody is, by name and password or by session. It remembers when a
   * user logged in last.
   *
   * @throws ConfigurationException if the site has no secret key
   */
  public Authentication authentication() {
    return Authentication.of(new DjangoSessionAuthHash(secretKeys()), backend())
        .withListener(this::rememberLogin)
        .withAuthorityListener(connections);
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
   * @throws NotMigratedException if it has not; the message says what to do
   * @throws ConfigurationException if there is no such database yet
   */
  public void requireMigrated() {
    if (config.databaseUrl() instanceof DatabaseUrl.Sqlite sqlite
        && !sqlite.inMemory()
        && Files.notExists(Path.of(sqlite.file()))) {
      throw new ConfigurationException(
          "the database %s does not exist yet: run `migrate`, or name another in SLUICE_DATABASE_URL"
              .formatted(sqlite));
    }
    Migrations.requireMigrated(database);
  }

  private ModelBackend backend() {
    var backend = new ModelBackend(userStore, hasher);
    return config.passwords().upgrades() ? backend.withUpgrade(users::replacePassword) : backend;
  }

  private void rememberLogin(AuthEvent event) {
    if (event instanceof AuthEvent.LoggedIn(var user, _)) {
      users.touchLastLogin(user.id(), clock.instant());
    }
  }

  /** Finishes what is being done in the database, and closes it. */
  @Override
  public void close() {
    revalidation.close();
    hasher.close();
    database.close();
  }
}
