package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(Sites.Resolver.class)
final class ServerMigrationsTest {

  @TempDir private Path folder;

  @Test
  void theTablesInPostgresqlAreDjangosToTheLetter(Sites sites) throws Exception {
    var theirs = sites.postgresql().empty();
    var ours = sites.postgresql().migrated();
    try (var django = RealDjango.on(theirs, folder);
        var other = RealDjango.on(ours, folder)) {
      django.ask("migrate");
      var expected = rows(django, "catalogue");
      assertThat(expected).hasSizeGreaterThan(80);
      assertThat(rows(other, "catalogue")).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(other.ask("migrate").asString()).contains("No migrations to apply");
      assertThat(other.ask("pending_changes").asString()).contains("No changes detected");
      assertThat(rows(other, "permissions")).hasSize(28);
    }
  }

  @Test
  void manyMayMakeTheTablesAtOnce(Sites sites) throws Exception {
    var url = sites.postgresql().empty();
    try (var site = Site.at(url);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<Migration>> migrate = site::migrate;
      var all = executor.invokeAll(List.of(migrate, migrate, migrate));
      assertThat(all.stream().map(it -> it.resultNow().size())).containsOnlyOnce(19).contains(0);
    }
  }

  @Test
  void djangosTablesInMariadbAreRecognisedAndNoneAreMade(Sites sites) {
    try (var site = Site.at(sites.mariadb().migrated());
        var empty = Site.at(sites.mariadb().empty())) {
      assertThat(Migrations.state(site.database)).isEqualTo(new MigrationState.Current());
      assertThat(site.migrate()).isEmpty();
      assertThat(Migrations.state(empty.database)).isEqualTo(new MigrationState.NotMigrated());
      assertThatThrownBy(empty::migrate)
          .isInstanceOf(NotMigratedException.class)
          .hasMessageContaining("`manage.py migrate` of a Django site");
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
