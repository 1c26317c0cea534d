package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.auth.Account;
import dev.sluice.auth.AuthorityEnd;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class UsersTest {

  private final Kind kind;
  private final Site site;

  UsersTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.site = sites.migrated(kind);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aUserIsStoredAsDjangoStoresOne() {
    var clock = Clock.fixed(Instant.parse("2026-11-22T07:00:00.000000999Z"), ZoneOffset.UTC);
    var users = new Users(site.database, site.hasher, clock, List.of());
    var made = users.create(new NewUser("alice", "", "pw", "Alice", "Liddell", true, false, true));
    assertThat(made.dateJoined()).isEqualTo("2026-11-22T07:00:00Z");
    assertThat(site.userStore.findById(made.id()).orElseThrow().user()).isEqualTo(made);
    if (kind == Kind.SQLITE) {
      assertThat(
              site.rows(
                  "SELECT username, typeof(is_staff), is_superuser, date_joined,"
                      + " typeof(last_login) FROM auth_user",
                  5))
          .containsExactly("alice|integer|0|2026-11-22 07:00:00|null");
    }
  }

  @ParameterizedTest
  @CsvSource({"ﬁona, fiona", "Ⅷ, VIII", "a.b+c@d-e_f, a.b+c@d-e_f", "Зоя, Зоя", "用户, 用户"})
  void namesAreNormalised(String given, String stored) {
    var account = site.users.create(NewUser.of(given, "", "pw"));
    assertThat(account.username()).isEqualTo(stored);
    assertThat(site.users.findByUsername(stored)).contains(account);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "alice\n", "a\u0301\u0301", "🔑", "a\0"})
  void aNameThatDjangoRefusesIsRefused(String name) {
    assertThatThrownBy(() -> site.users.create(NewUser.of(name, "", "pw")))
        .isInstanceOf(InvalidUserException.class)
        .hasMessageContaining("expected: 1 to 150");
  }

  @Test
  void lengthsAreCountedInCharacters() {
    var letter = new StringBuilder().appendCodePoint(0x1d518).toString();
    assertThatThrownBy(() -> site.users.create(NewUser.of("a".repeat(151), "", "pw")))
        .isInstanceOf(InvalidUserException.class);
    var supplementary = new StringBuilder().appendCodePoint(0x20000).toString().repeat(150);
    assertThat(site.users.create(NewUser.of(supplementary, "", "pw")).username())
        .isEqualTo(supplementary);
    assertThat(letter).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"Alice@EXAMPLE.Com, Alice@example.com", "' a@B.c ', a@b.c", "'', ''"})
  void theDomainOfAnAddressIsInLowerCase(String given, String stored) {
    assertThat(site.users.create(NewUser.of("alice", given, "pw")).email()).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "@b", "a@", "a b@c", "a@b@c"})
  void whatIsNoAddressIsRefused(String email) {
    assertThatThrownBy(() -> site.users.create(NewUser.of("alice", email, "pw")))
        .isInstanceOf(InvalidUserException.class)
        .hasMessageContaining("e-mail address");
  }

  @Test
  void aNameIsGivenOnce() {
    site.users.create(NewUser.of("alice", "", "pw"));
    assertThatThrownBy(() -> site.users.create(NewUser.of("alice", "", "pw")))
        .isInstanceOf(UsernameTakenException.class)
        .hasMessageContaining("\"alice\" is taken");
    if (kind != Kind.MARIADB) {
      assertThat(site.users.create(NewUser.of("Alice", "", "pw")).username()).isEqualTo("Alice");
    }
  }

  @Test
  void aListenerThatFailsMeansThatThereIsNoUser() {
    UserCreatedListener failing =
        (_, _) -> {
          throw new SQLException("no luck");
        };
    var users = new Users(site.database, site.hasher, site.clock, List.of(site.tokens, failing));
    assertThatThrownBy(() -> users.create(NewUser.of("alice", "", "pw")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("could not make a user");
    assertThat(site.users.findByUsername("alice")).isEmpty();
    assertThat(site.rows("SELECT user_id FROM authtoken_token", 1)).isEmpty();
  }

  @Test
  void aPasswordIsSetAndAUserIsShutOut() {
    var id = site.users.create(NewUser.of("alice", "", "old")).id();
    site.users.setPassword(id, "new");
    site.users.setActive(id, false);
    site.users.touchLastLogin(id, Instant.parse("2026-11-22T07:00:00.5Z"));
    var found = site.userStore.findById(id).orElseThrow();
    assertThat(site.hasher.verify("new", found.encodedPassword())).isTrue();
    assertThat(found.user().isActive()).isFalse();
    assertThat(((Account) found.user()).lastLogin())
        .contains(Instant.parse("2026-11-22T07:00:00.5Z"));
    if (kind == Kind.SQLITE) {
      assertThat(site.rows("SELECT last_login FROM auth_user", 1))
          .containsExactly("2026-11-22 07:00:00.500000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "", "x", "-1", "1.5", "99999999999999999999", "1 OR 1=1"})
  void nobodyHasAnIdThatNobodyHas(String id) {
    site.users.create(NewUser.of("alice", "", "pw"));
    assertThat(site.userStore.findById(id)).isEmpty();
    assertThatThrownBy(() -> site.users.setActive(id, true))
        .isInstanceOf(NoSuchUserException.class);
  }

  @Test
  void aNewUserDoesNotPrintTheirPassword() {
    assertThat(NewUser.of("alice", "a@b.c", "hush").toString()).doesNotContain("hush", "a@b.c");
  }

  /** Connections are known by the id as Django writes it. */
  @Test
  void whoeverListensHearsTheIdAsDjangoWritesIt() {
    var id = site.users.create(NewUser.of("alice", "", "pw")).id();
    var ends = new ArrayList<AuthorityEnd>();
    var users = site.users.withAuthorityListener(ends::add);
    var encoded = site.userStore.findById(id).orElseThrow().encodedPassword();

    assertThat(users.replacePassword("0" + id, encoded, "!")).isTrue();
    users.setPassword("00" + id, "another");
    users.setActive("0" + id, false);
    users.delete("0" + id);

    assertThat(ends)
        .containsExactly(
            new AuthorityEnd.PasswordChanged(id),
            new AuthorityEnd.PasswordChanged(id),
            new AuthorityEnd.UserEnded(id),
            new AuthorityEnd.UserEnded(id));
  }
}
