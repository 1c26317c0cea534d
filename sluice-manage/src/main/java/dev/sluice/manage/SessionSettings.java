package dev.sluice.manage;

import dev.sluice.django.CacheSettings;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.web.SameSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings that make a {@link SessionConfig} and a {@link SessionStorage}. */
final class SessionSettings {

  private static final SessionConfig STANDARD = SessionConfig.defaults();

  private static final Setting<SessionEngine> ENGINE =
      Setting.of(
          "sessions.engine",
          Kind.ofText(SessionEngine.EXPECTED, Kind.Shape.QUOTED, SessionEngine::named),
          SessionEngine.DB.word(),
          "`SESSION_ENGINE`: `db`, `cached_db`, `cache`, `signed_cookies`, `file`, or Django's name"
              + " for it.");

  private static final Setting<String> FILE_PATH =
      Setting.of(
          "sessions.file_path",
          Kinds.TEXT,
          "",
          "`SESSION_FILE_PATH`: the folder of the engine `file`; empty for that of temporary files."
              + " The names of its files begin with `cookie_name`, as Django's do.");

  private static final Setting<String> COOKIE_NAME =
      Setting.of(
          "sessions.cookie_name", Kinds.TEXT, STANDARD.cookieName(), "`SESSION_COOKIE_NAME`.");

  private static final Setting<Duration> AGE =
      Setting.of(
          "sessions.age",
          Kinds.DURATION,
          Kinds.durationText(STANDARD.age()),
          "`SESSION_COOKIE_AGE`: how long a session lasts after it was last saved.");

  private static final Setting<String> DOMAIN =
      Setting.of(
          "sessions.domain",
          Kinds.TEXT,
          STANDARD.domain(),
          "`SESSION_COOKIE_DOMAIN`; empty for this host only.");

  private static final Setting<String> PATH =
      Setting.of("sessions.path", Kinds.TEXT, STANDARD.path(), "`SESSION_COOKIE_PATH`.");

  private static final Setting<Boolean> SECURE =
      Setting.of(
          "sessions.secure",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.secure()),
          "`SESSION_COOKIE_SECURE`: whether the cookie travels over TLS only.");

  private static final Setting<Boolean> HTTP_ONLY =
      Setting.of(
          "sessions.http_only",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.httpOnly()),
          "`SESSION_COOKIE_HTTPONLY`: whether the cookie is kept from scripts.");

  private static final Setting<SameSite> SAME_SITE =
      Setting.of(
          "sessions.same_site",
          Kinds.choice(SameSite.class),
          STANDARD.sameSite().name().toLowerCase(Locale.ROOT),
          "`SESSION_COOKIE_SAMESITE`.");

  private static final Setting<Boolean> SAVE_EVERY_REQUEST =
      Setting.of(
          "sessions.save_every_request",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.saveEveryRequest()),
          "`SESSION_SAVE_EVERY_REQUEST`.");

  private static final Setting<Boolean> EXPIRE_AT_BROWSER_CLOSE =
      Setting.of(
          "sessions.expire_at_browser_close",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.expireAtBrowserClose()),
          "`SESSION_EXPIRE_AT_BROWSER_CLOSE`.");

  static final List<Setting<?>> ALL =
      List.of(
          ENGINE,
          FILE_PATH,
          COOKIE_NAME,
          AGE,
          DOMAIN,
          PATH,
          SECURE,
          HTTP_ONLY,
          SAME_SITE,
          SAVE_EVERY_REQUEST,
          EXPIRE_AT_BROWSER_CLOSE);

  private SessionSettings() {}

  static SessionConfig read(Values values) {
    return new SessionConfig(
        values.get(COOKIE_NAME),
        values.get(AGE),
        values.get(DOMAIN),
        values.get(PATH),
        values.get(SECURE),
        values.get(HTTP_ONLY),
        values.get(SAME_SITE),
        values.get(SAVE_EVERY_REQUEST),
        values.get(EXPIRE_AT_BROWSER_CLOSE));
  }

  /** Reads where sessions are; a relative path begins in {@code folder}. */
  static SessionStorage storage(Values values, Path folder) {
    var path = values.get(FILE_PATH);
    return new SessionStorage(
        values.get(ENGINE),
        folder.resolve(path.isEmpty() ? System.getProperty("java.io.tmpdir") : path),
        values.get(CachingSettings.LOCATION),
        new CacheSettings(
            values.get(CachingSettings.KEY_PREFIX), values.get(CachingSettings.VERSION)),
        values.get(CachingSettings.SOCKET_TIMEOUT),
        values.get(SiteSettings.DEFAULT_HASHING_ALGORITHM));
  }
}
