package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class MigrationsTest {

  private static final String SCHEMA =
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL";
  private static final String MIGRATIONS = "SELECT app, name FROM django_migrations";

  @TempDir private Path folder;

  @Test
  void theTablesAreDjangosToTheLetter() throws Exception {
    try (var django = RealDjango.on(folder.resolve("django.db"));
        var site = Site.on(folder.resolve("ours.db"))) {
      django.ask("migrate");
      site.migrate();
      assertThat(site.rows(SCHEMA, 4)).containsExactlyInAnyOrderElementsOf(rows(django, "schema"));
    }
  }

  @Test
  void thePermissionsAreDjangos() throws Exception {
    try (var django = RealDjango.on(folder.resolve("django.db"));
        var site = Site.on(folder.resolve("ours.db"))) {
      django.ask("migrate");
      site.migrate();
      var ours =
          site.rows(
              "SELECT app_label, model, codename, name FROM auth_permission AS p"
                  + " JOIN django_content_type AS c ON c.id = p.content_type_id",
              4);
      // REST framework 3.15 renamed the proxy from "token" to "Token"; Debian's is older.
      var theirs =
          rows(django, "permissions").stream()
              .map(row -> row.contains("tokenproxy") ? row.replace(" token", " Token") : row)
              .toList();
      assertThat(ours).hasSize(28).containsExactlyInAnyOrderElementsOf(theirs);
    }
  }

  @Test
  void everyMigrationOfDjangoIsRecorded() throws Exception {
    try (var django = RealDjango.on(folder.resolve("django.db"));
        var site = Site.on(folder.resolve("ours.db"))) {
      django.ask("migrate");
      site.migrate();
      var newer = List.of("authtoken|0004_alter_tokenproxy_options");
      assertThat(site.rows(MIGRATIONS, 2))
          .containsAll(rows(django, "migrations"))
          .filteredOn(row -> !newer.contains(row))
          .containsExactlyInAnyOrderElementsOf(rows(django, "migrations"));
    }
  }

  @Test
  void djangoFindsNothingToDoInOurFile() throws Exception {
    var file = folder.resolve("ours.db");
    try (var site = Site.on(file);
        var django = RealDjango.on(file)) {
      site.migrate();
      var before = site.rows(SCHEMA, 4);
      assertThat(django.ask("migrate").asString()).contains("No migrations to apply");
      assertThat(django.ask("check").asString()).contains("no issues");
      assertThat(django.ask("pending_changes").asString()).contains("No changes detected");
      assertThat(rows(django, "permissions")).hasSize(28);
      assertThat(site.rows(SCHEMA, 4)).isEqualTo(before);
    }
  }

  @Test
  void aDjangoSiteIsRecognisedAndStaysAsItIs() throws Exception {
    var file = folder.resolve("django.db");
    try (var django = RealDjango.on(file);
        var site = Site.on(file)) {
      django.ask("migrate");
      var before = List.of(rows(django, "schema"), rows(django, "migrations"));
      assertThat(Migrations.state(site.database)).isEqualTo(new MigrationState.Current());
      assertThat(site.migrate()).isEmpty();
      assertThat(List.of(rows(django, "schema"), rows(django, "migrations"))).isEqualTo(before);
      assertThat(site.rows("PRAGMA journal_mode", 1)).containsExactly("delete");
    }
  }

  @Test
  void aDjangoSiteOfAnotherShapeIsNotAltered() {
    try (var site = Site.on(folder.resolve("other.db"))) {
      site.migrate();
      site.database.call("drop", statements -> statements.update("DROP TABLE django_session"));
      var before = site.rows(SCHEMA, 4);
      assertThat(Migrations.state(site.database))
          .isEqualTo(new MigrationState.Foreign(List.of("django_session")));
      assertThatThrownBy(site::migrate)
          .isInstanceOf(NotMigratedException.class)
          .hasMessageContaining("django_session")
          .hasMessageContaining("manage.py migrate");
      assertThat(site.rows(SCHEMA, 4)).isEqualTo(before);
    }
  }

  @Test
  void aSiteWithoutTokensIsEnoughUntilSomebodyAsksForOne() {
    try (var site = Site.on(folder.resolve("other.db"))) {
      site.migrate();
      site.database.call("drop", statements -> statements.update("DROP TABLE authtoken_token"));
      assertThat(Migrations.state(site.database)).isEqualTo(new MigrationState.WithoutTokens());
      Migrations.requireMigrated(site.database);
      assertThat(site.migrate()).isEmpty();
      assertThatThrownBy(() -> site.tokens.findUser("0123"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("authtoken_token")
          .hasMessageContaining("rest_framework.authtoken")
          .hasMessageContaining("`manage.py migrate`");
    }
  }

  @Test
  void tablesOfAnApplicationDoNotMatter() {
    try (var site = Site.on(folder.resolve("app.db"))) {
      site.database.call("make", statements -> statements.update("CREATE TABLE own (a integer)"));
      assertThat(Migrations.state(site.database)).isEqualTo(new MigrationState.NotMigrated());
      assertThat(site.migrate()).isNotEmpty();
      assertThat(Migrations.state(site.database)).isEqualTo(new MigrationState.Current());
    }
  }

  @Test
  void everyMigrationIsToldOnce() {
    try (var site = Site.on(folder.resolve("new.db"))) {
      var told = new ArrayList<Migration>();
      Migrations.migrate(site.database, Clock.systemUTC(), told::add);
      assertThat(told).hasSize(19).first().hasToString("contenttypes.0001_initial");
      Migrations.migrate(site.database, Clock.systemUTC(), told::add);
      assertThat(told).hasSize(19);
    }
  }

  @Test
  void anEmptyDatabaseIsNamedTogetherWithTheWayOut() {
    var file = folder.resolve("empty.db");
    try (var site = Site.on(file)) {
      assertThatThrownBy(() -> Migrations.requireMigrated(site.database))
          .isInstanceOf(NotMigratedException.class)
          .hasMessageContaining("sqlite:///" + file)
          .hasMessageContaining("no table auth_user")
          .hasMessageContaining("run `migrate`");
      site.migrate();
      Migrations.requireMigrated(site.database);
    }
  }

  private static List<String> rows(RealDjango django, String verb) throws Exception {
    return django
        .ask(verb)
        .valueStream()
        .map(row -> row.valueStream().map(JsonNode::asString).collect(Collectors.joining("|")))
        .toList();
  }
}
