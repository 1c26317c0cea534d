package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What users may do, as Django sees it. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class JdbcPermissionsTest {

  private static final List<String> ASKED =
      List.of("auth.view_user", "auth.add_group", "sessions.view_session", "no.such_thing", "");

  @TempDir private Path folder;
  private final Kind kind;
  private final Sites sites;

  JdbcPermissionsTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.sites = sites;
  }

  @Test
  void everybodyMayDoWhatDjangoLetsThem() throws Exception {
    var url =
        switch (kind) {
          case SQLITE -> new DatabaseUrl.Sqlite(folder.resolve("site.db").toString());
          case POSTGRESQL -> sites.postgresql().migrated();
          case MARIADB -> sites.mariadb().migrated();
        };
    try (var site = Site.at(url);
        var django = RealDjango.on(url, folder)) {
      site.migrate();
      populate(django);
      for (var name : List.of("nobody", "own", "grouped", "both", "staff", "root", "gone", "out")) {
        compare(name, site, django);
      }
    }
  }

  private static void populate(RealDjango django) throws Exception {
    django.ask("make_group", "name", "readers", "codenames", List.of("view_user", "view_session"));
    django.ask("make_group", "name", "writers", "codenames", List.of("add_group", "view_user"));
    django.ask("make_group", "name", "idle", "codenames", List.of());
    make(django, "nobody", List.of(), List.of(), false, false, true);
    make(django, "own", List.of(), List.of("view_user", "add_group"), false, false, true);
    make(django, "grouped", List.of("readers", "writers"), List.of(), false, false, true);
    make(django, "both", List.of("readers", "idle"), List.of("add_group"), false, false, true);
    make(django, "staff", List.of("idle"), List.of(), true, false, true);
    make(django, "root", List.of("idle"), List.of(), true, true, true);
    make(django, "gone", List.of("readers"), List.of("add_group"), false, false, false);
    make(django, "out", List.of("readers"), List.of("add_group"), true, true, false);
  }

  private static void make(
      RealDjango django,
      String name,
      List<String> groups,
      List<String> own,
      boolean isStaff,
      boolean isSuperuser,
      boolean isActive)
      throws Exception {
    django.ask(
        "make_member",
        "username",
        name,
        "groups",
        groups,
        "codenames",
        own,
        "is_staff",
        isStaff,
        "is_superuser",
        isSuperuser,
        "is_active",
        isActive);
  }

  private static void compare(String name, Site site, RealDjango django) throws Exception {
    var theirs = django.ask("grants", "username", name, "asked", ASKED);
    var user = site.userStore.findByUsername(name).orElseThrow().user();
    var ours = new JdbcPermissions(site.database).of(user);
    assertThat(ours.permissions())
        .as(name)
        .containsExactlyInAnyOrderElementsOf(texts(theirs.get("permissions")));
    assertThat(ours.groups())
        .as(name)
        .containsExactlyInAnyOrderElementsOf(texts(theirs.get("groups")));
    assertThat(ASKED.stream().filter(ours::has).toList())
        .as(name)
        .isEqualTo(texts(theirs.get("has")));
    assertThat(ours.hasAll(ASKED)).as(name).isEqualTo(theirs.get("all").asBoolean());
    assertThat(ours.hasAnyIn("auth")).as(name).isEqualTo(theirs.get("any_in_auth").asBoolean());
  }

  private static List<String> texts(JsonNode node) {
    return node.valueStream().map(JsonNode::asString).toList();
  }
}
