package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.DenyException;
import dev.sluice.MissingAttributeException;
import dev.sluice.Scope;
import dev.sluice.testing.HttpCommunicator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class UserPermissionsTest {

  private static final Grants VIEWER = new Grants(false, Set.of("app.view_thing"), Set.of("all"));
  private static final Grants ROOT = new Grants(true, Set.of("app.view_thing"), Set.of());

  private final Site site = Site.withAnnAndBen();
  private final Map<String, Grants> grants = new ConcurrentHashMap<>(Map.of("1", VIEWER));
  private final AtomicInteger questions = new AtomicInteger();
  private final Permissions permissions =
      user -> {
        questions.incrementAndGet();
        return grants.getOrDefault(user.id(), Grants.none());
      };

  @Test
  void aUserMayDoWhatIsGrantedAndNothingElse() {
    asAnn(
        scope -> {
          var ann = UserPermissions.of(scope);
          assertThat(ann.has("app.view_thing")).isTrue();
          assertThat(ann.has("app.change_thing")).isFalse();
          assertThat(ann.hasAll(List.of("app.view_thing"))).isTrue();
          assertThat(ann.hasAll(List.of("app.view_thing", "app.change_thing"))).isFalse();
          assertThat(ann.grants().hasAnyIn("app")).isTrue();
          assertThat(ann.grants().hasAnyIn("ap")).isFalse();
          assertThat(ann.grants().groups()).containsExactly("all");
          ann.require("app.view_thing");
          assertThatThrownBy(() -> ann.require("app.change_thing"))
              .isInstanceOfSatisfying(
                  DenyException.class, it -> assertThat(it.status()).isEqualTo(403));
        });
  }

  @Test
  void whoMayDoEverythingMayDoWhatNobodyThoughtOf() {
    grants.put("1", ROOT);
    asAnn(scope -> assertThat(UserPermissions.of(scope).has("no.such_thing")).isTrue());
  }

  @Test
  void nobodyMayDoNothing() {
    serve(
        scope -> {
          assertThat(UserPermissions.of(scope).has("app.view_thing")).isFalse();
          assertThatThrownBy(() -> UserPermissions.of(scope).require("app.view_thing"))
              .isInstanceOfSatisfying(
                  DenyException.class, it -> assertThat(it.status()).isEqualTo(401));
        });
    assertThat(questions).hasValue(0);
  }

  @Test
  void aConnectionAsksOnceUntilItIsRefreshed() {
    asAnn(
        scope -> {
          var ann = UserPermissions.of(scope);
          assertThat(questions).hasValue(0);
          assertThat(ann.has("app.view_thing")).isTrue();
          grants.put("1", Grants.none());
          assertThat(ann.has("app.view_thing")).isTrue();
          assertThat(questions).hasValue(1);
          ann.refresh();
          assertThat(ann.has("app.view_thing")).isFalse();
        });
  }

  @Test
  void whoeverAsksForTheUserAfreshGetsFreshPermissions() {
    asAnn(
        scope -> {
          assertThat(UserPermissions.of(scope).has("app.view_thing")).isTrue();
          grants.put("1", Grants.none());
          Auth.of(scope).getUser();
          assertThat(UserPermissions.of(scope).has("app.view_thing")).isFalse();
        });
  }

  @Test
  void aLogoutTakesThePermissionsAway() {
    serve(
        scope -> {
          Auth.of(scope).login(site.authenticated("1"));
          assertThat(UserPermissions.of(scope).has("app.view_thing")).isTrue();
          Auth.of(scope).logout();
          assertThat(UserPermissions.of(scope).has("app.view_thing")).isFalse();
          Auth.of(scope).login(site.authenticated("2"));
          assertThat(UserPermissions.of(scope).has("app.view_thing")).isFalse();
        });
  }

  @Test
  void severalSourcesGrantTogetherUntilOneDenies() {
    var ann = site.authenticated("1").user();
    Permissions more = _ -> new Grants(false, Set.of("app.add_thing"), Set.of("more"));
    Permissions denying =
        _ -> {
          throw new PermissionDeniedException("not today");
        };
    var both = Permissions.anyOf(permissions, more).of(ann);
    assertThat(both.permissions()).containsExactlyInAnyOrder("app.view_thing", "app.add_thing");
    assertThat(both.groups()).containsExactlyInAnyOrder("all", "more");
    assertThat(Permissions.anyOf(permissions, denying, more).of(ann)).isEqualTo(VIEWER);
  }

  @Test
  void aMissingMiddlewareIsNamed() {
    site.page(
            scope ->
                assertThatThrownBy(() -> UserPermissions.of(scope))
                    .isInstanceOf(MissingAttributeException.class)
                    .hasMessageContaining("UserPermissions.from"))
        .exchange();
  }

  private void asAnn(Consumer<Scope> page) {
    serve(
        scope -> {
          Auth.of(scope).login(site.authenticated("1"));
          page.accept(scope);
        });
  }

  private void serve(Consumer<Scope> page) {
    var done = new AtomicInteger();
    Consumer<Scope> counted =
        scope -> {
          page.accept(scope);
          done.incrementAndGet();
        };
    var application = UserPermissions.from(permissions).wrap(Site.pageOf(counted));
    HttpCommunicator.to(site.stack().wrap(application)).exchange();
    assertThat(done).as("the page was served to its end").hasValue(1);
  }
}
