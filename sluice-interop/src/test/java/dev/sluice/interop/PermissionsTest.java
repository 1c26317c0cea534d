package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Grants;
import dev.sluice.django.NewUser;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What users may do here is what they may do at Django, by the names that Django has for it. */
@OnEachDatabase
final class PermissionsTest {

  private final Neighbours neighbours;
  private final Django django;

  PermissionsTest(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.django = neighbours.django();
  }

  @Test
  void theirOwnAndThoseOfTheirGroupsUntilTheyAreDeactivated() throws Exception {
    var name = neighbours.madeByDjango().name();
    assertThat(here(name)).isEqualTo(Grants.none());
    django.ask("permit", name, "auth.view_group", "sessions.delete_session");

    assertThat(inDjango(name)).containsExactly("auth.view_group", "sessions.delete_session");
    assertThat(here(name).permissions()).containsExactlyInAnyOrderElementsOf(inDjango(name));
    assertThat(here(name).everything()).isFalse();
    assertThat(here(name).groups()).containsExactly("group of " + name);

    django.ask("deactivate", name);
    assertThat(inDjango(name)).isEmpty();
    assertThat(here(name).permissions()).isEmpty();
  }

  @Test
  void everythingThatThereIsForASuperuser() throws Exception {
    var name = Neighbours.newName();
    neighbours.site().users().create(NewUser.superuser(name, "", Neighbours.PASSWORD));
    assertThat(inDjango(name)).contains("auth.add_user", "admin.view_logentry");
    assertThat(here(name).permissions()).containsExactlyInAnyOrderElementsOf(inDjango(name));
    assertThat(here(name).everything()).isTrue();
  }

  private Grants here(String name) {
    var found = neighbours.site().userStore().findByUsername(name).orElseThrow();
    return neighbours.site().permissions().of(found.user());
  }

  private List<String> inDjango(String name) throws Exception {
    return django.ask("permissions", name).valueStream().map(JsonNode::asString).toList();
  }
}
