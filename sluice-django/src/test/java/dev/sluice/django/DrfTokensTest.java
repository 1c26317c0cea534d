package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class DrfTokensTest {

  private final Site site;
  private final String alice;

  DrfTokensTest(Kind kind, Sites sites) {
    this.site = sites.migrated(kind);
    this.alice = site.users.create(NewUser.of("alice", "", "pw")).id();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aTokenIsMadeWithItsUser() {
    var token = site.tokens.find(alice).orElseThrow();
    assertThat(token.key()).matches("[0-9a-f]{40}");
    assertThat(token.userId()).isEqualTo(alice);
    assertThat(site.tokens.of(alice)).isEqualTo(token);
    assertThat(site.tokens.tokenOf(site.users.findByUsername("alice").orElseThrow()))
        .isEqualTo(token.key());
    assertThat(site.tokens.findUser(token.key()).orElseThrow().username()).isEqualTo("alice");
    assertThat(token.toString()).doesNotContain(token.key());
  }

  @Test
  void anInactiveUserIsFoundAsOne() {
    site.users.setActive(alice, false);
    assertThat(site.tokens.findUser(site.tokens.of(alice).key()).orElseThrow().isActive())
        .isFalse();
  }

  @Test
  void aKeyInAnotherCaseIsNobodys() {
    var key = site.tokens.reset(alice).key();
    assertThat(site.tokens.findUser(key)).isPresent();
    assertThat(site.tokens.findUser(key.toUpperCase(Locale.ROOT))).isEmpty();
  }

  /** MariaDB finds the row for each of them, and more than once. */
  @Test
  void aKeyInAnotherCaseIsNobodysAmongManyToo() {
    var key = "abcdefghijklmnopqrstuvwxyz01234567890123";
    site.database.call(
        "change a token",
        all ->
            all.update("UPDATE authtoken_token SET \"key\" = ? WHERE user_id = ?", key, number()));
    var others = Spellings.others(key, 2 * ManyValues.MOST);
    assertThat(site.tokens.findAll(others)).isEmpty();
    assertThat(site.tokens.findAll(Set.of(key.toUpperCase(Locale.ROOT)))).isEmpty();
    others.add(key);
    assertThat(site.tokens.findAll(others)).containsOnlyKeys(key);
  }

  private long number() {
    return Long.parseLong(alice);
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // for machines that are busy with something else
  void manyWhoAskForATokenAtOnceGetTheSame() throws Exception {
    site.tokens.delete(alice);
    var asking = Collections.<Callable<Token>>nCopies(20, () -> site.tokens.of(alice));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var token : threads.invokeAll(asking)) {
        assertThat(token.get()).isEqualTo(site.tokens.find(alice).orElseThrow());
      }
    }
  }

  @Test
  void aTokenThatIsReplacedIsWorthNothing() {
    var old = site.tokens.of(alice);
    var token = site.tokens.reset(alice);
    assertThat(token.key()).isNotEqualTo(old.key());
    assertThat(site.tokens.findUser(old.key())).isEmpty();
    assertThat(site.tokens.find(alice)).contains(token);
  }

  @Test
  void aTokenThatIsTakenAwayIsGone() {
    assertThat(site.tokens.delete(alice)).isTrue();
    assertThat(site.tokens.delete(alice)).isFalse();
    assertThat(site.tokens.find(alice)).isEmpty();
    assertThat(site.tokens.of(alice)).isEqualTo(site.tokens.find(alice).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "", "x"})
  void nobodyHasNoToken(String id) {
    assertThat(site.tokens.find(id)).isEmpty();
    assertThat(site.tokens.delete(id)).isFalse();
    assertThatThrownBy(() -> site.tokens.of(id)).isInstanceOf(NoSuchUserException.class);
    assertThatThrownBy(() -> site.tokens.reset(id)).isInstanceOf(NoSuchUserException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "0123456789012345678901234567890123456789",
        "\0",
        "é",
        "a b",
        "01234567890123456789012345678901234567890"
      })
  void whatIsNoTokenIsNobodys(String key) {
    assertThat(site.tokens.findUser(key)).isEmpty();
  }
}
