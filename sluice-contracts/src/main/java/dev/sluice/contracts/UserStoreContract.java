package dev.sluice.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link UserStore} must do, as JUnit tests. A store's own test extends this, says how
 * to make users, and runs them all.
 */
public abstract class UserStoreContract {

  private static final int MANY = 2500;

  /** Returns the store; the same one whenever one test asks. */
  protected abstract UserStore store();

  /**
   * Makes a user behind the store's back, as the site does, and returns their primary key.
   *
   * @param encodedPassword to be kept as it is
   */
  protected abstract String create(String username, String encodedPassword, boolean active);

  /**
   * Returns whether names are compared letter for letter; false where the database takes {@code
   * ann} and {@code ANN} for one, which is then its own business.
   */
  protected boolean comparesNamesExactly() {
    return true;
  }

  @Test
  void findsAUserByKeyAndByName() {
    var id = create("ann", "hash of ann", true);
    create("ben", "hash of ben", true);

    var ann = store().findById(id).orElseThrow();
    assertThat(ann.user().id()).isEqualTo(id);
    assertThat(ann.user().username()).isEqualTo("ann");
    assertThat(ann.user().isActive()).isTrue();
    assertThat(ann.user().isStaff()).isFalse();
    assertThat(ann.user().isSuperuser()).isFalse();
    assertThat(ann.encodedPassword()).isEqualTo("hash of ann");
    assertThat(store().findByUsername("ann")).contains(ann);
  }

  @Test
  void findsThoseWhoMayNotLogInToo() {
    var id = create("gone", "hash", false);

    assertThat(store().findById(id).orElseThrow().user().isActive()).isFalse();
    assertThat(store().findByUsername("gone").orElseThrow().user().isActive()).isFalse();
  }

  @Test
  void seesWhoIsMadeLater() {
    assertThat(store().findByUsername("ann")).isEmpty();
    var id = create("ann", "hash", true);

    assertThat(store().findByUsername("ann").orElseThrow().user().id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "-1",
        "x",
        "1.0",
        "1 OR 1=1",
        "' OR ''='",
        "%",
        "99999999999999999999999"
      })
  void anIdThatCannotBeOneIsNobodys(String id) {
    create("ann", "hash", true);

    assertThat(store().findById(id)).isEmpty();
    assertThat(store().findAllById(List.of(id))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "ann%", "a_n", "ann'", "ann' --", "annn", "an"})
  void aNameThatNobodyHasIsNobodys(String name) {
    create("ann", "hash", true);

    assertThat(store().findByUsername(name)).isEmpty();
  }

  @Test
  void namesDifferInCaseUnlessTheDatabaseSaysOtherwise() {
    create("ann", "hash", true);

    assertThat(store().findByUsername("ANN").isEmpty()).isEqualTo(comparesNamesExactly());
  }

  @Test
  void namesMayHaveAnyLetters() {
    var id = create("j\u00f6rg\u00e9", "hash", true);

    assertThat(store().findByUsername("j\u00f6rg\u00e9").map(Credentials::user).orElseThrow().id())
        .isEqualTo(id);
  }

  @Test
  void findsManyAtOnceAsItFindsEach() {
    var ann = create("ann", "hash of ann", true);
    var gone = create("gone", "hash of gone", false);
    var unknown = IntStream.range(0, MANY).mapToObj(i -> "unknown" + i);
    var asked = new ArrayList<>(Stream.concat(unknown, Stream.of(ann, gone)).toList());

    var found = store().findAllById(asked);

    assertThat(found).containsOnlyKeys(ann, gone);
    assertThat(found.get(ann)).isEqualTo(store().findById(ann).orElseThrow());
    assertThat(found.get(gone)).isEqualTo(store().findById(gone).orElseThrow());
    assertThat(store().findAllById(List.of(ann, ann))).containsOnlyKeys(ann);
    assertThat(store().findAllById(List.of())).isEmpty();
  }

  @Test
  void findsManyByTheirIdsAsAskedFor() {
    var ann = create("ann", "hash of ann", true);
    var asked = List.of(ann, "0" + ann, ann.toUpperCase(Locale.ROOT));

    var found = store().findAllById(asked);

    for (var id : asked) {
      assertThat(Optional.ofNullable(found.get(id))).isEqualTo(store().findById(id));
    }
  }

  @Test
  void servesManyThreads() throws Exception {
    var ids = List.of(create("ann", "a", true), create("ben", "b", true));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var readers =
          IntStream.range(0, 40)
              .mapToObj(i -> ids.get(i % 2))
              .<Callable<Boolean>>map(
                  id -> () -> store().findById(id).orElseThrow().user().id().equals(id))
              .toList();
      for (var reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isTrue();
      }
    }
  }
}
