package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.ModelBackend;
import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whom a login lets in and whose row it writes, on our own tables. */
final class PasswordUpgradeTest {

  private final Site site = Site.inMemory();
  private final ModelBackend backend = new ModelBackend(site.userStore, site.hasher);
  private final ModelBackend upgrading = backend.withUpgrade(site.users::replacePassword);

  static List<Case> cases() {
    return Vectors.of("authenticate");
  }

  static List<Case> casesOfDjango32() {
    return Vectors.ofDjango32("authenticate");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @MethodSource({"cases", "casesOfDjango32"})
  void whatDjangoRewritesIsRewrittenIfThatIsOn(Case it) {
    var users = it.at("users").valueStream().toList();
    users.forEach(this::insert);

    var found = authenticate(upgrading, it);

    assertThat(found.map(user -> user.user().username())).isEqualTo(it.at("user").asStringOpt());
    assertThat(rewritten(users))
        .isEqualTo(it.at("rewrote").valueStream().map(JsonNode::asString).toList());
    found.ifPresent(
        user ->
            assertThat(site.userStore.findById(user.user().id()).orElseThrow().encodedPassword())
                .as("what a session is bound to")
                .isEqualTo(user.encodedPassword()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingIsRewrittenUnlessThatIsOn(Case it) {
    var users = it.at("users").valueStream().toList();
    users.forEach(this::insert);

    var found = authenticate(backend, it);

    assertThat(found.map(user -> user.user().username())).isEqualTo(it.at("user").asStringOpt());
    assertThat(rewritten(users)).isEmpty();
  }

  @Test
  void aRowThatIsUpToDateIsLeftAlone() {
    var id = site.users.create(NewUser.of("ann", "", "pw")).id();
    var before = site.userStore.findById(id).orElseThrow();

    assertThat(upgrading.authenticate("ann", "pw")).contains(before);
    assertThat(site.userStore.findById(id)).contains(before);
  }

  @Test
  void aRowThatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    var id = site.users.create(NewUser.of("ann", "", "pw")).id();
    assertThat(site.users.replacePassword(id, "md5$of$before", "md5$salt$hash")).isFalse();
    assertThat(backend.authenticate("ann", "pw")).isPresent();
  }

  private static Optional<Credentials> authenticate(ModelBackend backend, Case it) {
    return it.at("username")
        .asStringOpt()
        .flatMap(
            username ->
                it.at("password")
                    .asStringOpt()
                    .flatMap(password -> backend.authenticate(username, password)));
  }

  private void insert(JsonNode user) {
    var id = site.users.create(NewUser.of(user.get("created_as").asString(), "", "x")).id();
    var former = site.userStore.findById(id).orElseThrow().encodedPassword();
    assertThat(site.users.replacePassword(id, former, user.get("password").asString())).isTrue();
    site.users.setActive(id, user.get("is_active").asBoolean());
  }

  private List<String> rewritten(List<JsonNode> users) {
    return users.stream()
        .filter(user -> !stored(user).equals(user.get("password").asString()))
        .map(user -> user.get("username").asString())
        .toList();
  }

  private String stored(JsonNode user) {
    return site.userStore
        .findByUsername(user.get("username").asString())
        .orElseThrow()
        .encodedPassword();
  }
}
