package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.auth.Account;
import dev.sluice.sessions.SessionRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Django sites whose users are of a class of their own. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class CustomUsersTest {

  private static final String PASSWORD = "pässwörd 🔑";
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final UserTable PERSON =
      UserTable.ofAbstractUser("accounts_person").withId("id", IdType.UUID).withUsername("email");
  private static final UserTable MEMBER =
      UserTable.ofAbstractBaseUser("accounts_member", "phone").withId("number", IdType.BIGINT);

  @TempDir private Path folder;
  private final Kind kind;
  private final Sites sites;

  CustomUsersTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.sites = sites;
  }

  @Test
  void peopleAreKnownByTheirAddressAndAUuid() throws Exception {
    try (var site = Site.withUsersOf(PERSON, sites.empty(kind, folder));
        var django = RealDjango.withUsersOf("accounts.Person", site.database.url(), folder)) {
      django.ask("migrate");
      Migrations.requireMigrated(site.database, PERSON);
      assertThat(Migrations.state(site.database, PERSON)).isEqualTo(new MigrationState.Current());
      theirPersonIsOurs(site, django);
      ourPersonIsTheirs(site, django);
    }
  }

  private static void theirPersonIsOurs(Site site, RealDjango django) throws Exception {
    var id = django.ask("create_user", "email", "bob@x.org", "password", PASSWORD).asString();
    var found = site.userStore.findByUsername("bob@x.org").orElseThrow();
    assertThat(found).isEqualTo(site.userStore.findById(id).orElseThrow());
    assertThat(found.user().id()).isEqualTo(id).isEqualTo(UUID.fromString(id).toString());
    assertThat(found.user().email()).isEqualTo("bob@x.org");
    assertThat(site.hasher.verify(PASSWORD, found.encodedPassword())).isTrue();
    var token = django.ask("token", "username", "bob@x.org").asString();
    assertThat(site.tokens.findUser(token)).contains(found.user());
    assertThat(site.tokens.of(id).userId()).isEqualTo(id);
    for (var nobody : List.of("1", "", "x", UUID.randomUUID().toString(), id + "0")) {
      assertThat(site.userStore.findById(nobody)).isEmpty();
    }
    django.ask("make_group", "name", "readers", "codenames", List.of("view_group"));
    django.ask(
        "make_member",
        "username",
        "carol@x.org",
        "groups",
        List.of("readers"),
        "codenames",
        List.of("add_group"));
    var carol = site.userStore.findByUsername("carol@x.org").orElseThrow().user();
    var grants = new JdbcPermissions(site.database, PERSON).of(carol);
    assertThat(grants.permissions()).containsExactlyInAnyOrder("auth.view_group", "auth.add_group");
    assertThat(grants.groups()).containsExactly("readers");
  }

  private static void ourPersonIsTheirs(Site site, RealDjango django) throws Exception {
    var alice = site.users.create(NewUser.superuser("alice@EXAMPLE.com", "", PASSWORD));
    assertThat(alice.username()).isEqualTo("alice@example.com").isEqualTo(alice.email());
    assertThat(site.userStore.findById(alice.id()).orElseThrow().user()).isEqualTo(alice);
    assertThat(
            django
                .ask("authenticate", "username", alice.username(), "password", PASSWORD)
                .asString())
        .isEqualTo(alice.id());
    assertThat(django.ask("user", "username", alice.username()).get("is_superuser").asBoolean())
        .isTrue();
    var token = site.tokens.of(alice.id()).key();
    assertThat(django.ask("token_user", "key", token).asString()).isEqualTo(alice.username());
    var credentials = site.userStore.findById(alice.id()).orElseThrow();
    site.sessions.insert(
        new SessionRecord(
            KEY,
            Map.of(
                "_auth_user_id",
                alice.id(),
                "_auth_user_backend",
                "django.contrib.auth.backends.ModelBackend",
                "_auth_user_hash",
                new DjangoSessionAuthHash(site.keys).of(credentials)),
            site.clock.instant().plus(Duration.ofHours(1))));
    assertThat(django.ask("session_user", "key", KEY).asString()).isEqualTo(alice.username());
    site.users.setActive(alice.id(), false);
    assertThat(django.ask("user", "username", alice.username()).get("is_active").asBoolean())
        .isFalse();
  }

  @Test
  void membersHaveNothingButANumberAndAPhone() throws Exception {
    try (var site = Site.withUsersOf(MEMBER, sites.empty(kind, folder));
        var django = RealDjango.withUsersOf("accounts.Member", site.database.url(), folder)) {
      django.ask("migrate");
      Migrations.requireMigrated(site.database, MEMBER);
      var id = django.ask("create_user", "phone", "+43 1", "password", PASSWORD).asString();
      var found = (Account) site.userStore.findById(id).orElseThrow().user();
      assertThat(found.username()).isEqualTo("+43 1");
      assertThat(found.isActive()).isTrue();
      assertThat(found.isStaff() || found.isSuperuser()).isFalse();
      assertThat(found.email() + found.firstName()).isEmpty();
      assertThat(new JdbcPermissions(site.database, MEMBER).of(found).permissions()).isEmpty();
      site.users.touchLastLogin(id, Instant.parse("2026-11-22T07:00:00.5Z"));
      assertThat(django.ask("user", "username", "+43 1").get("last_login").asString())
          .isEqualTo("2026-11-22T07:00:00.500000+00:00");
      assertThatThrownBy(() -> site.users.setActive(id, false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("accounts_member has no column is_active");
      var ours = site.users.create(NewUser.of("+432", "", PASSWORD));
      assertThat(site.userStore.findByUsername("+432").orElseThrow().user()).isEqualTo(ours);
      assertThat(django.ask("authenticate", "username", "+432", "password", PASSWORD).asString())
          .isEqualTo(ours.id());
      assertThat(django.ask("token", "username", "+432").asString())
          .isEqualTo(site.tokens.of(ours.id()).key());
    }
  }
}
