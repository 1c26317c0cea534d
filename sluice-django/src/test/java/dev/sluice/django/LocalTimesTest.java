package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Account;
import dev.sluice.sessions.SessionRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Django sites without {@code USE_TZ}, which keep local times where a column has no zone. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class LocalTimesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final String OLD = "0".repeat(32);

  @TempDir private Path folder;
  private final Kind kind;
  private final Sites sites;
  private Site site;
  private RealDjango django;

  LocalTimesTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.sites = sites;
  }

  @BeforeEach
  void start() throws Exception {
    site = Site.at(sites.empty(kind, folder), Site.PATIENT.withZone(ZONE));
    django = RealDjango.inZone(ZONE, site.database.url(), folder);
    django.ask("migrate");
  }

  @AfterEach
  void stop() throws Exception {
    django.close();
    site.close();
  }

  @Test
  void aSessionEndsForBothAtTheSameMoment() throws Exception {
    var ours = new SessionRecord(KEY, Map.of("cart", 1), site.clock.instant().plusSeconds(600));
    site.sessions.insert(ours);
    assertThat(django.ask("session", "key", KEY).get("cart").asInt()).isEqualTo(1);
    assertThat(endInDjango(KEY)).isEqualTo(DjangoTime.truncated(ours.expires()));

    django.ask("create_user", "username", "bob", "password", "x");
    var theirs = django.ask("login", "username", "bob").asString();
    assertThat(site.sessions.find(theirs).orElseThrow().expires()).isEqualTo(endInDjango(theirs));
  }

  @Test
  void whatHasExpiredIsClearedByBothAndNothingElse() throws Exception {
    var now = site.clock.instant();
    site.sessions.insert(new SessionRecord(KEY, Map.of(), now.plusSeconds(600)));
    site.sessions.insert(new SessionRecord(OLD, Map.of(), now.minusSeconds(600)));
    assertThat(site.sessions.find(OLD)).isEmpty();
    django.ask("clear_sessions");
    assertThat(site.rows("SELECT session_key FROM django_session", 1)).containsExactly(KEY);

    site.sessions.insert(new SessionRecord(OLD, Map.of(), now.minusSeconds(600)));
    assertThat(site.sessions.clearExpired()).isEqualTo(1);
    assertThat(site.sessions.find(KEY)).isPresent();
  }

  @Test
  void whenAUserJoinedAndLoggedInIsTheSameForBoth() throws Exception {
    var id = django.ask("create_user", "username", "bob", "password", "x").asString();
    site.users.touchLastLogin(id, Instant.parse("2026-11-22T20:00:00.123456Z"));

    var bob = (Account) site.userStore.findById(id).orElseThrow().user();
    var inDjango = django.ask("user", "username", "bob");
    assertThat(inDjango.get("last_login").asString()).isEqualTo("2026-11-23T04:00:00.123456");
    assertThat(bob.lastLogin()).contains(Instant.parse("2026-11-22T20:00:00.123456Z"));
    assertThat(bob.dateJoined()).isEqualTo(instant(inDjango.get("date_joined").asString()));
  }

  private Instant endInDjango(String key) throws Exception {
    return instant(django.ask("session_expiry", "key", key).asString());
  }

  private static Instant instant(String isoformat) {
    return LocalDateTime.parse(isoformat).atZone(ZONE).toInstant();
  }
}
