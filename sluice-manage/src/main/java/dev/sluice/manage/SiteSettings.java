package dev.sluice.manage;

import dev.sluice.django.DatabaseUrl;
import dev.sluice.django.LegacyHashing;
import dev.sluice.web.OriginPolicy;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/** The settings without a table of their own. */
final class SiteSettings {

  static final Setting<String> SECRET_KEY =
      Setting.of(
              "secret_key",
              Kinds.TEXT,
              "",
              "`SECRET_KEY`: what sessions are signed with. At least 50 random characters; beside"
                  + " Django the same as Django's.")
          .secret();

  static final Setting<List<String>> SECRET_KEY_FALLBACKS =
      Setting.of(
              "secret_key_fallbacks",
              new Kind<>("a list of keys, none of them empty", Kind.Shape.LIST, SiteSettings::keys),
              "",
              "`SECRET_KEY_FALLBACKS`: former keys, still good for what was signed with them.")
          .secret();

  static final Setting<LegacyHashing> DEFAULT_HASHING_ALGORITHM =
      Setting.of(
          "default_hashing_algorithm",
          Kind.ofText("sha256 or sha1", Kind.Shape.QUOTED, SiteSettings::legacyHashing),
          "sha256",
          "`DEFAULT_HASHING_ALGORITHM` of Django 3.1 and 3.2: with `sha1`, sessions are written as"
              + " Django writes them then, since it takes no others, and those from before Django"
              + " 3.1 are read.");

  static final Setting<Boolean> DEBUG =
      Setting.of(
          "debug",
          Kinds.SWITCH,
          "false",
          "`DEBUG`: allows this machine as host when `allowed_hosts` is empty.");

  static final Setting<List<String>> ALLOWED_HOSTS =
      Setting.of(
          "allowed_hosts",
          Kinds.LIST,
          "",
          "`ALLOWED_HOSTS`: which hosts may be asked for; `.example.com` is it and all below, `*`"
              + " any.");

  static final Setting<List<String>> TRUSTED_ORIGINS =
      Setting.of(
          "trusted_origins",
          new Kind<>(
              "a list of origins such as https://example.com, https://*.example.com",
              Kind.Shape.LIST,
              SiteSettings::origins),
          "",
          "`CSRF_TRUSTED_ORIGINS`: origins whose pages may post here with the cookie.");

  static final Setting<ZoneId> TIME_ZONE =
      Setting.of(
          "time_zone",
          Kind.ofText("a time zone such as Europe/Berlin", Kind.Shape.QUOTED, SiteSettings::zone),
          "UTC",
          "`TIME_ZONE` of a Django site with `USE_TZ = False`, which keeps local times in SQLite,"
              + " MariaDB and MySQL; leave it out otherwise.");

  static final Setting<DatabaseUrl> DATABASE_URL =
      Setting.of(
              "database_url",
              Kind.ofText(
                  "a URL such as sqlite:///site.sqlite3 or postgresql://user:password@host/name",
                  Kind.Shape.QUOTED,
                  DatabaseUrl::parse),
              "sqlite:///sluice.sqlite3",
              "Where users, tokens and sessions are; a relative SQLite path begins in the working"
                  + " directory.")
          .shownByItself();

  static final Setting<Boolean> TUTORIAL_ANSWERS =
      Setting.of(
          "tutorial_answers",
          Kinds.SWITCH,
          "false",
          "Whether a failed token login is answered as in the Channels tutorial, with 200 and"
              + " `user_not_found`.");

  static final Setting<Duration> REVALIDATE_SECONDS =
      Setting.of(
          "revalidate_seconds",
          Kinds.DURATION_OR_ZERO,
          "5s",
          "How long a WebSocket may outlive a logout, a new password, a deactivation or a deleted"
              + " token elsewhere; 0 for as long as it likes.");

  static final Setting<LogLevel> LOG_LEVEL =
      Setting.of("log_level", Kinds.choice(LogLevel.class), "info", "How much is logged.");

  static final List<Setting<?>> ALL =
      List.of(
          SECRET_KEY,
          SECRET_KEY_FALLBACKS,
          DEFAULT_HASHING_ALGORITHM,
          DEBUG,
          ALLOWED_HOSTS,
          TRUSTED_ORIGINS,
          DATABASE_URL,
          TIME_ZONE,
          AuthSettings.BACKENDS,
          ServerSettings.BIND,
          TUTORIAL_ANSWERS,
          REVALIDATE_SECONDS,
          LOG_LEVEL);

  private SiteSettings() {}

  private static LegacyHashing legacyHashing(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "sha256" -> LegacyHashing.REFUSED;
      case "sha1" -> LegacyHashing.WRITTEN;
      default -> throw new IllegalArgumentException("neither: " + text);
    };
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no zone: " + text, e);
    }
  }

  private static List<String> keys(Raw raw) {
    var keys = Kinds.LIST.parser().apply(raw);
    if (keys.contains("")) {
      throw new IllegalArgumentException("one is empty");
    }
    return keys;
  }

  private static List<String> origins(Raw raw) {
    var patterns = Kinds.LIST.parser().apply(raw);
    var _ = new OriginPolicy(patterns);
    return patterns;
  }
}
