package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Users whom others call by their e-mail address or their name. */
@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class UsersByColumnTest {

  private final Site site;

  UsersByColumnTest(Kind kind, Sites sites) {
    this.site = sites.migrated(kind);
    for (var name : List.of("ann", "ben", "twin", "other")) {
      site.users.create(
          NewUser.of(name, name.matches("a.*|b.*") ? name + "@x.org" : "t@x.org", ""));
    }
    site.users.create(NewUser.of("nowhere", "", ""));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void theyAreFoundByTheirAddress() {
    var users = site.userStore.keyedBy("email");
    assertThat(users.findById("ann@x.org")).isEqualTo(site.userStore.findByUsername("ann"));
    assertThat(users.findByUsername("ann")).isEqualTo(site.userStore.findByUsername("ann"));
  }

  @Test
  void theyAreFoundByTheirName() {
    var users = site.userStore.keyedBy("username");
    assertThat(users.findById("ben")).isEqualTo(site.userStore.findByUsername("ben"));
    assertThat(users.findById("ben@x.org")).isEmpty();
  }

  /** Neither may one of two be chosen, nor may it matter how many are asked for. */
  @Test
  void whatNobodyOrMoreThanOneHasIsNobodys() {
    var users = site.userStore.keyedBy("email");
    var nobodys = List.of("", "t@x.org", "ANN@X.ORG", "Ann@x.org", "ann@x.org ", "x", "a\0");
    for (var nobody : nobodys) {
      assertThat(users.findById(nobody)).as(nobody).isEmpty();
    }
    var all = new HashSet<>(nobodys);
    all.addAll(Spellings.others("abcdefghijklmnop@x.org", ManyValues.MOST));
    IntStream.range(0, ManyValues.MOST).forEach(i -> all.add(i + "@x.org"));
    all.addAll(List.of("ann@x.org", "ben@x.org"));
    assertThat(users.findAllById(all)).containsOnlyKeys("ann@x.org", "ben@x.org");
    assertThat(users.findAllById(List.of("ann@x.org".toUpperCase(Locale.ROOT)))).isEmpty();
    assertThat(users.findAllById(List.of())).isEmpty();
  }

  @Test
  void anotherColumnIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> site.userStore.keyedBy("password"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "users were to be found by the column \"password\" (expected: the name's, username, or"
                + " the address's, email)");
  }
}
