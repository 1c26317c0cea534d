package dev.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link TokenStore} must do, as JUnit tests. A store's own test extends this, says how
 * tokens are given and taken, and runs them all.
 */
public abstract class TokenStoreContract {

  private static final int MANY = 2500;

  /** Returns the store; the same one whenever one test asks. */
  protected abstract TokenStore store();

  /** Makes a user behind the store's back, as the site does, and returns a token of theirs. */
  protected abstract String issue(String username, boolean active);

  /** Takes a token back, as the site does when its user logs out or is deleted. */
  protected abstract void revoke(String token);

  @Test
  void findsTheUserOfEachToken() {
    var anns = issue("ann", true);
    var bens = issue("ben", true);

    assertThat(anns).isNotEqualTo(bens);
    assertThat(store().findUser(anns).map(User::username)).contains("ann");
    assertThat(store().findUser(bens).map(User::username)).contains("ben");
  }

  @Test
  void findsThoseWhoMayNotLogInToo() {
    var token = issue("gone", false);

    assertThat(store().findUser(token).map(User::isActive)).contains(false);
  }

  @Test
  void aTokenThatWasTakenBackIsNobodysAtOnce() {
    var anns = issue("ann", true);
    var bens = issue("ben", true);
    assertThat(store().findUser(anns)).isPresent();
    revoke(anns);

    assertThat(store().findUser(anns)).isEmpty();
    assertThat(store().findGrant(anns)).isEmpty();
    assertThat(store().findAll(List.of(anns, bens))).containsOnlyKeys(bens);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "%", "_", "' OR ''='", "\u0000", "t\u00f6ken", "\ud83d\ude00"})
  void aTokenThatNobodyHasIsNobodys(String token) {
    issue("ann", true);

    assertThat(store().findUser(token)).isEmpty();
    assertThat(store().findGrant(token)).isEmpty();
    assertThat(store().findAll(List.of(token))).isEmpty();
  }

  @Test
  void tokensAreComparedLetterForLetter() {
    var token = issue("ann", true);
    var swapped =
        token.equals(token.toUpperCase(Locale.ROOT))
            ? token.toLowerCase(Locale.ROOT)
            : token.toUpperCase(Locale.ROOT);
    var wrong =
        Stream.of(swapped, token + " ", " " + token, token.substring(1), token + token)
            .filter(it -> !it.equals(token))
            .toList();

    assertThat(wrong).allSatisfy(it -> assertThat(store().findUser(it)).isEmpty());
    assertThat(store().findAll(wrong)).doesNotContainKeys(wrong.toArray(String[]::new));
    assertThat(store().findUser("x".repeat(100_000))).isEmpty();
  }

  @Test
  void aGrantIsForTheSameUser() {
    var token = issue("ann", true);

    var grant = store().findGrant(token).orElseThrow();
    assertThat(grant.user()).isEqualTo(store().findUser(token).orElseThrow());
  }

  @Test
  void findsManyAtOnceAsItFindsEach() {
    var anns = issue("ann", true);
    var gones = issue("gone", false);
    var unknown = IntStream.range(0, MANY).mapToObj(i -> "unknown" + i);

    var found = store().findAll(Stream.concat(unknown, Stream.of(anns, gones)).toList());

    assertThat(found).containsOnlyKeys(anns, gones);
    assertThat(found.get(anns)).isEqualTo(store().findGrant(anns).orElseThrow());
    assertThat(found.get(gones)).isEqualTo(store().findGrant(gones).orElseThrow());
    assertThat(store().findAll(List.of(anns, anns))).containsOnlyKeys(anns);
    assertThat(store().findAll(List.of())).isEmpty();
  }
}
