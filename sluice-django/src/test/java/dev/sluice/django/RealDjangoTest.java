package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Account;
import dev.sluice.auth.Credentials;
import dev.sluice.sessions.SessionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Django and we on the same tables. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class RealDjangoTest {

  private static final String PASSWORD = "pässwörd 🔑";
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";

  @TempDir private Path folder;
  private final Kind kind;
  private final Sites sites;
  private Site site;
  private RealDjango django;

  RealDjangoTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.sites = sites;
  }

  @BeforeEach
  void start() throws Exception {
    site = kind == Kind.SQLITE ? Site.on(folder.resolve("site.db")) : sites.migrated(kind);
    site.migrate();
    django = RealDjango.on(site.database.url(), folder);
  }

  @AfterEach
  void stop() throws Exception {
    django.close();
    site.close();
  }

  @Test
  void djangoLogsInTheUserThatWeMadeAndKeepsTheirPassword() throws Exception {
    var account = site.users.create(NewUser.superuser("alice", "Alice@EXAMPLE.com", PASSWORD));
    var before = django.ask("user", "username", "alice");
    assertThat(django.ask("authenticate", "username", "alice", "password", PASSWORD).asString())
        .isEqualTo(account.id());
    assertThat(django.ask("authenticate", "username", "alice", "password", "x").isNull()).isTrue();
    assertThat(django.ask("user", "username", "alice")).isEqualTo(before);
    assertThat(before.get("email").asString()).isEqualTo("Alice@example.com");
    assertThat(before.get("is_superuser").asBoolean()).isTrue();
    assertThat(before.get("last_login").isNull()).isTrue();
    assertThat(OffsetDateTime.parse(before.get("date_joined").asString()).toInstant())
        .isEqualTo(account.dateJoined());
  }

  @Test
  void weReadTheUserThatDjangoMade() throws Exception {
    var id = makeBob();
    django.ask("set_last_login", "username", "bob", "when", "2026-11-22T07:00:00+00:00");
    var found = site.userStore.findByUsername("bob").orElseThrow();
    assertThat(found).isEqualTo(site.userStore.findById(id).orElseThrow());
    assertThat(site.hasher.verify(PASSWORD, found.encodedPassword())).isTrue();
    assertThat(site.hasher.verify("x", found.encodedPassword())).isFalse();
    var account = (Account) found.user();
    assertThat(account.id()).isEqualTo(id);
    assertThat(account.firstName()).isEqualTo("Bob");
    assertThat(account.isActive()).isTrue();
    assertThat(account.isStaff()).isFalse();
    assertThat(account.lastLogin()).contains(Instant.parse("2026-11-22T07:00:00Z"));
  }

  @Test
  void djangoReadsWhatWeChange() throws Exception {
    var id = makeBob();
    site.users.setPassword(id, "another");
    site.users.touchLastLogin(id, Instant.parse("2026-11-22T07:00:00.123456789Z"));
    assertThat(django.ask("authenticate", "username", "bob", "password", "another").asString())
        .isEqualTo(id);
    assertThat(django.ask("user", "username", "bob").get("last_login").asString())
        .isEqualTo("2026-11-22T07:00:00.123456+00:00");
    site.users.setActive(id, false);
    assertThat(django.ask("authenticate", "username", "bob", "password", "another").isNull())
        .isTrue();
    assertThat(
            django.ask("add_permission", "username", "bob", "codename", "view_group").asBoolean())
        .as("an inactive user may do nothing")
        .isFalse();
  }

  @Test
  void tokensAreGoodOnBothSides() throws Exception {
    site.users.create(NewUser.of("alice", "", PASSWORD));
    var alice = site.users.findByUsername("alice").orElseThrow();
    var token = site.tokens.find(alice.id()).orElseThrow();
    assertThat(django.ask("token", "username", "alice").asString()).isEqualTo(token.key());
    assertThat(django.ask("token_user", "key", token.key()).asString()).isEqualTo("alice");
    makeBob();
    var made = django.ask("token", "username", "bob").asString();
    assertThat(site.tokens.findUser(made).orElseThrow().username()).isEqualTo("bob");
  }

  @Test
  void djangoReadsOurSession() throws Exception {
    var account = site.users.create(NewUser.of("alice", "", PASSWORD));
    var hash = new DjangoSessionAuthHash(site.keys).of(credentials("alice"));
    var expires = site.clock.instant().plus(Duration.ofHours(1));
    var values =
        Map.<String, @Nullable Object>of(
            "_auth_user_id",
            account.id(),
            "_auth_user_backend",
            "django.contrib.auth.backends.ModelBackend",
            "_auth_user_hash",
            hash,
            "Zoë",
            List.of(1, "two", 3.5));
    assertThat(site.sessions.insert(new SessionRecord(KEY, values, expires))).isTrue();
    assertThat(django.ask("session", "key", KEY).get("Zoë").toString())
        .isEqualTo("[1,\"two\",3.5]");
    assertThat(django.ask("session_user", "key", KEY).asString()).isEqualTo("alice");
    assertThat(
            OffsetDateTime.parse(django.ask("session_expiry", "key", KEY).asString()).toInstant())
        .isEqualTo(DjangoTime.truncated(expires));
  }

  @Test
  void weReadTheSessionOfDjangosLogin() throws Exception {
    var id = makeBob();
    var key = django.ask("login", "username", "bob", "cart", List.of(1, 2)).asString();
    var session = site.sessions.find(key).orElseThrow();
    assertThat(session.values()).containsEntry("_auth_user_id", id);
    assertThat(session.values()).containsEntry("cart", List.of(1, 2));
    var hash = new DjangoSessionAuthHash(site.keys);
    assertThat(hash.of(credentials("bob"))).isEqualTo(session.values().get("_auth_user_hash"));
    site.users.setPassword(id, "another");
    assertThat(hash.matches(credentials("bob"), hashIn(session))).isFalse();
    assertThat(django.ask("session_user", "key", key).asString()).isEmpty();
  }

  @Test
  void expiredSessionsAreClearedAndLiveOnesAreLeftByBoth() throws Exception {
    var now = site.clock.instant();
    var old = "0".repeat(32);
    site.sessions.insert(new SessionRecord(KEY, Map.of(), now.plusSeconds(600)));
    site.sessions.insert(new SessionRecord(old, Map.of(), now.minusSeconds(1)));
    django.ask("clear_sessions");
    assertThat(site.rows("SELECT session_key FROM django_session", 1)).containsExactly(KEY);
    makeBob();
    var theirs = django.ask("login", "username", "bob").asString();
    site.sessions.insert(new SessionRecord(old, Map.of(), now.minusSeconds(1)));
    assertThat(site.sessions.clearExpired()).isEqualTo(1);
    assertThat(site.rows("SELECT session_key FROM django_session", 1))
        .containsExactlyInAnyOrder(KEY, theirs);
  }

  @Test
  void signedValuesAreGoodOnBothSides() throws Exception {
    var signer = new TimestampSigner(site.keys, "a salt", site.clock);
    var value = Map.of("text", "Zoë ".repeat(100));
    var ours = signer.sign("Zoë 🔑");
    assertThat(django.ask("unsign", "signed", ours, "salt", "a salt").asString())
        .isEqualTo("Zoë 🔑");
    var theirs = django.ask("sign", "value", "Zoë 🔑", "salt", "a salt").asString();
    assertThat(signer.unsign(theirs, Duration.ofMinutes(1)))
        .isEqualTo(new Unsigned.Valid<>("Zoë 🔑"));
    var dumped = signer.dumpsCompressed(value);
    assertThat(django.ask("loads", "signed", dumped, "salt", "a salt").get("text").asString())
        .isEqualTo(value.get("text"));
    var theirDump = django.ask("dumps", "value", value, "salt", "a salt").asString();
    assertThat(signer.loads(theirDump, Duration.ofMinutes(1)))
        .isEqualTo(new Unsigned.Valid<Object>(value));
  }

  private String makeBob() throws Exception {
    return django
        .ask("create_user", "username", "bob", "password", PASSWORD, "first_name", "Bob")
        .asString();
  }

  private Credentials credentials(String username) {
    return site.userStore.findByUsername(username).orElseThrow();
  }

  private static String hashIn(SessionRecord session) {
    return String.valueOf(session.values().get("_auth_user_hash"));
  }
}
