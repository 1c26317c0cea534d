package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.auth.AuthorityEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes with a user, compared with what goes when real Django deletes one like them. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class UserDeletionTest {

  private static final List<String> TABLES =
      List.of("auth_user", "auth_user_groups", "auth_user_user_permissions", "authtoken_token");

  @TempDir private Path folder;
  private final Kind kind;
  private Site site;
  private final List<AuthorityEnd> ends = new ArrayList<>();

  UserDeletionTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.site = sites.migrated(kind);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // for machines that are busy with something else
  void whatGoesIsWhatDjangoTakesAlongAndNothingElse() throws Exception {
    if (kind == Kind.SQLITE) {
      site.close();
      site = Site.on(folder.resolve("site.db"));
      site.migrate();
    }
    try (var django = RealDjango.on(site.database.url(), folder)) {
      django.ask("make_group", "name", "staff", "codenames", List.of("view_user"));
      for (var name : List.of("stays", "theirs", "ours")) {
        django.ask(
            "make_member",
            "username",
            name,
            "groups",
            List.of("staff"),
            "codenames",
            List.of("add_group"));
        django.ask("token", "username", name);
      }
      assertThat(counts()).containsExactly(3L, 3L, 3L, 3L);

      django.ask("delete_user", "username", "theirs");
      assertThat(counts()).containsExactly(2L, 2L, 2L, 2L);

      delete("ours");
      assertThat(counts()).containsExactly(1L, 1L, 1L, 1L);
      assertThat(site.users.findByUsername("stays")).isPresent();
      assertThat(site.rows("SELECT name FROM auth_group", 1)).containsExactly("staff");
      assertThat(django.ask("check").asString()).contains("no issues");
    }
  }

  @Test
  void whatTheAdminHasLoggedOfThemGoesToo() {
    var alice = site.users.create(NewUser.of("alice", "", "pw")).id();
    withTable(
        "django_admin_log",
        () -> {
          insert("django_admin_log", alice);
          delete("alice");
          assertThat(site.rows("SELECT user_id FROM django_admin_log", 1)).isEmpty();
        });
    assertThat(ends).containsExactly(new AuthorityEnd.UserEnded(alice));
  }

  @Test
  void aUserToWhomTheSitesOwnRowsReferStaysWithEverything() {
    var alice = site.users.create(NewUser.of("alice", "", "pw")).id();
    withTable(
        "shop_order",
        () -> {
          insert("shop_order", alice);
          assertThatThrownBy(() -> delete("alice"))
              .isInstanceOf(UserInUseException.class)
              .hasMessageContaining("let Django delete the user");
          assertThat(site.users.findByUsername("alice")).isPresent();
          assertThat(site.tokens.find(alice)).isPresent();
        });
    assertThat(ends).isEmpty();
  }

  @Test
  void nobodyIsDeletedTwice() {
    var alice = site.users.create(NewUser.of("alice", "", "pw")).id();
    site.users.delete(alice);
    assertThat(site.userStore.findById(alice)).isEmpty();
    for (var nobody : List.of(alice, "99", "", "x")) {
      assertThatThrownBy(() -> site.users.delete(nobody)).isInstanceOf(NoSuchUserException.class);
    }
  }

  private void delete(String name) {
    var user = site.users.findByUsername(name).orElseThrow();
    site.users.withAuthorityListener(ends::add).delete(user.id());
  }

  private List<Long> counts() {
    return TABLES.stream()
        .map(table -> Long.valueOf(site.rows("SELECT count(*) FROM " + table, 1).getFirst()))
        .toList();
  }

  private void withTable(String name, Runnable work) {
    var check = kind == Kind.MARIADB ? "" : " DEFERRABLE INITIALLY DEFERRED"; // as Django makes it
    update(
        "CREATE TABLE %s (user_id integer NOT NULL, FOREIGN KEY (user_id) REFERENCES auth_user (id)%s)"
            .formatted(name, check));
    try {
      work.run();
    } finally {
      update("DROP TABLE " + name);
    }
  }

  private void insert(String table, String userId) {
    site.database.call(
        "add",
        all -> all.update("INSERT INTO %s VALUES (?)".formatted(table), Long.parseLong(userId)));
  }

  private void update(String sql) {
    site.database.call("prepare a test", all -> all.update(sql));
  }
}
