package dev.sluice.manage;

import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.PasswordSettings;
import dev.sluice.server.ServerConfig;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.web.CorsConfig;
import dev.sluice.web.CsrfConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What a site was told, by its file, its environment and its command line.
 *
 * @param secretKey Django's {@code SECRET_KEY}; empty if nobody said; a secret
 * @param secretKeyFallbacks former secret keys; secrets
 * @param debug Django's {@code DEBUG}
 * @param allowedHosts Django's {@code ALLOWED_HOSTS}
 * @param trustedOrigins Django's {@code CSRF_TRUSTED_ORIGINS}
 * @param databaseUrl where users, tokens and sessions are
 * @param timeZone where the times are that a database keeps without a zone
 * @param tutorialAnswers whether a failed token login is answered as in the Channels tutorial
 * @param revalidateEvery how long a WebSocket may outlive its authority; zero: until it closes
 * @param logLevel how much is logged
 * @param server where to listen, and limits
 * @param passwords how passwords are hashed
 * @param auth who users are
 * @param jwt JSON web tokens
 * @param sessions sessions and their cookie
 * @param storage where sessions are
 * @param csrf protection against forged requests
 * @param cors whose pages may read the site's answers
 */
public record SiteConfig(
    String secretKey,
    List<String> secretKeyFallbacks,
    boolean debug,
    List<String> allowedHosts,
    List<String> trustedOrigins,
    DatabaseUrl databaseUrl,
    ZoneId timeZone,
    boolean tutorialAnswers,
    Duration revalidateEvery,
    LogLevel logLevel,
    ServerConfig server,
    PasswordSettings passwords,
    AuthConfig auth,
    JwtOptions jwt,
    SessionConfig sessions,
    SessionStorage storage,
    CsrfConfig csrf,
    CorsConfig cors) {

  /** Keeps copies. */
  public SiteConfig {
    secretKeyFallbacks = List.copyOf(secretKeyFallbacks);
    allowedHosts = List.copyOf(allowedHosts);
    trustedOrigins = List.copyOf(trustedOrigins);
  }

  /**
   * Reads every setting; relative paths begin in {@code folder}.
   *
   * @throws ConfigurationException for the first that cannot be
   */
  static SiteConfig read(Values values, Path folder) {
    try {
      var auth = AuthSettings.read(values);
      return new SiteConfig(
          values.get(SiteSettings.SECRET_KEY),
          values.get(SiteSettings.SECRET_KEY_FALLBACKS),
          values.get(SiteSettings.DEBUG),
          values.get(SiteSettings.ALLOWED_HOSTS),
          values.get(SiteSettings.TRUSTED_ORIGINS),
          placed(values.get(SiteSettings.DATABASE_URL), folder),
          values.get(SiteSettings.TIME_ZONE),
          values.get(SiteSettings.TUTORIAL_ANSWERS),
          values.get(SiteSettings.REVALIDATE_SECONDS),
          values.get(SiteSettings.LOG_LEVEL),
          ServerSettings.read(values),
          HashingSettings.read(values),
          auth,
          JwtSettings.read(values, auth.users(), folder),
          SessionSettings.read(values),
          SessionSettings.storage(values, folder),
          CsrfSettings.read(values),
          CorsSettings.read(values));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "the configuration does not fit together: " + e.getMessage());
    }
  }

  private static DatabaseUrl placed(DatabaseUrl url, Path folder) {
    return url instanceof DatabaseUrl.Sqlite sqlite && !sqlite.inMemory()
        ? new DatabaseUrl.Sqlite(folder.resolve(sqlite.file()).toString())
        : url;
  }

  /** Names what is no secret. */
  @Override
  public String toString() {
    return "SiteConfig[debug=%s, allowedHosts=%s, bind=%s]"
        .formatted(debug, allowedHosts, server.bind());
  }
}
