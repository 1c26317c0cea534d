package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ConnectionScope;
import dev.sluice.vectors.Vectors;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthenticateTest {

  private final Site site = Site.withAnnAndBen();

  /** Those without a name or password cannot be asked here, where null does not exist. */
  static List<Vectors.Case> cases() {
    return Vectors.of("authenticate").stream()
        .filter(it -> it.at("username").isString() && it.at("password").isString())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void letsInWhomDjangoLetsIn(Vectors.Case it) {
    var people = new People();
    for (var row : it.at("users")) {
      people.put(
          row.get("username").asString(),
          row.get("username").asString(),
          row.get("password").asString(),
          row.get("is_active").asBoolean());
    }
    var backend = new ModelBackend(people, new OneRoundHasher());

    var found = backend.authenticate(it.text("username"), it.text("password"));

    assertThat(found.map(user -> user.user().username())).isEqualTo(it.at("user").asStringOpt());
  }

  @Test
  void remembersWhichBackendWasConvinced() {
    var found = site.authentication().authenticate("ann", "anns").orElseThrow();

    assertThat(found.user().username()).isEqualTo("ann");
    assertThat(found.backend()).isEqualTo("django.contrib.auth.backends.ModelBackend");
    assertThat(found.toString()).doesNotContain("plain$anns");
  }

  @Test
  void tellsOfAFailedLoginWithItsConnectionAndWithoutThePassword() {
    site.page(
            scope -> {
              var connection = (ConnectionScope) scope;
              var authentication = site.authentication();
              assertThat(authentication.authenticate(connection, "ann", "anns")).isPresent();
              assertThat(authentication.authenticate(connection, "ann", "wrong pw")).isEmpty();
              assertThat(site.events())
                  .containsExactly(new AuthEvent.LoginFailed("ann", connection));
              assertThat(site.events().toString()).doesNotContain("wrong pw");
            })
        .exchange();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "nobody", "", "a\0nn", "\ud83d", "sleepy"})
  void aWrongPasswordCostsOneHashWhoeverItIs(String username) {
    site.people().put("3", "sleepy", "plain$zzz", false);

    assertThat(site.authentication().authenticate(username, "wrong")).isEmpty();
    assertThat(site.hasher().hashes()).isEqualTo(1);
  }

  @Test
  void anInactiveUserIsRefusedAtTheSameCost() {
    site.people().put("3", "sleepy", "plain$zzz", false);

    assertThat(site.authentication().authenticate("sleepy", "zzz")).isEmpty();
    assertThat(site.hasher().hashes()).isEqualTo(1);
  }

  @Test
  void backendsAreAskedInOrderUntilOneIsConvinced() {
    var none = new FixedBackend("site.None", Optional::empty);
    var first = new FixedBackend("site.First", () -> site.people().findById("1"));
    var second = new FixedBackend("site.Second", () -> site.people().findById("2"));

    var found = Authentication.of(hash(), none, first, second).authenticate("x", "y");

    assertThat(found.orElseThrow().backend()).isEqualTo("site.First");
  }

  @Test
  void aBackendCanForbidAskingTheOthers() {
    var forbidding =
        new FixedBackend(
            "site.Forbidding",
            () -> {
              throw new PermissionDeniedException("locked");
            });
    var open = new FixedBackend("site.Open", () -> site.people().findById("1"));

    assertThat(Authentication.of(hash(), forbidding, open).authenticate("x", "y")).isEmpty();
    assertThat(Authentication.of(hash(), open, forbidding).authenticate("x", "y")).isPresent();
  }

  private static SessionAuthHash hash() {
    return new HmacAuthHash("secret", List.of());
  }

  /** Of one opinion, whatever it is asked. */
  private record FixedBackend(String path, Supplier<Optional<Credentials>> opinion)
      implements AuthenticationBackend {

    @Override
    public Optional<Credentials> authenticate(String username, String password) {
      return opinion.get();
    }

    @Override
    public Optional<Credentials> find(String userId) {
      return opinion.get();
    }
  }
}
