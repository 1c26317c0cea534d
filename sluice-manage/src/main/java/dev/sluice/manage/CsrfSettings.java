package dev.sluice.manage;

import dev.sluice.web.CsrfConfig;
import dev.sluice.web.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The settings that make a {@link CsrfConfig}, with those of {@link SiteSettings}. */
final class CsrfSettings {

  private static final CsrfConfig STANDARD = CsrfConfig.defaults();

  private static final Setting<String> COOKIE_NAME =
      Setting.of("csrf.cookie_name", Kinds.TEXT, STANDARD.cookieName(), "`CSRF_COOKIE_NAME`.");

  private static final Setting<String> HEADER_NAME =
      Setting.of(
          "csrf.header_name",
          Kinds.TEXT,
          STANDARD.headerName(),
          "`CSRF_HEADER_NAME`, as clients write it.");

  private static final Setting<Duration> AGE =
      Setting.of(
          "csrf.age", Kinds.DURATION, Kinds.durationText(STANDARD.maxAge()), "`CSRF_COOKIE_AGE`.");

  private static final Setting<String> PATH =
      Setting.of("csrf.path", Kinds.TEXT, STANDARD.path(), "`CSRF_COOKIE_PATH`.");

  private static final Setting<String> DOMAIN =
      Setting.of(
          "csrf.domain",
          Kinds.TEXT,
          STANDARD.domain(),
          "`CSRF_COOKIE_DOMAIN`; empty for this host only.");

  private static final Setting<Boolean> SECURE =
      Setting.of(
          "csrf.secure",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.secure()),
          "`CSRF_COOKIE_SECURE`: whether the cookie travels over TLS only.");

  private static final Setting<Boolean> HTTP_ONLY =
      Setting.of(
          "csrf.http_only",
          Kinds.SWITCH,
          Boolean.toString(STANDARD.httpOnly()),
          "`CSRF_COOKIE_HTTPONLY`: whether the cookie is kept from scripts.");

  private static final Setting<SameSite> SAME_SITE =
      Setting.of(
          "csrf.same_site",
          Kinds.choice(SameSite.class),
          STANDARD.sameSite().name().toLowerCase(Locale.ROOT),
          "`CSRF_COOKIE_SAMESITE`.");

  static final List<Setting<?>> ALL =
      List.of(COOKIE_NAME, HEADER_NAME, AGE, PATH, DOMAIN, SECURE, HTTP_ONLY, SAME_SITE);

  private CsrfSettings() {}

  static CsrfConfig read(Values values) {
    return new CsrfConfig(
        values.get(COOKIE_NAME),
        values.get(HEADER_NAME),
        values.get(AGE),
        values.get(PATH),
        values.get(DOMAIN),
        values.get(SECURE),
        values.get(HTTP_ONLY),
        values.get(SAME_SITE),
        values.get(SiteSettings.TRUSTED_ORIGINS));
  }
}
