package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PasswordUpgradeTest {

  private final People people = new People();
  private final List<String> replaced = new ArrayList<>();
  private final ModelBackend backend = new ModelBackend(people, new PlainHasher());
  private final ModelBackend upgrading =
      backend.withUpgrade(
          (id, former, encoded) -> {
            replaced.add(id + " " + former + " " + encoded);
            people.put(id, "ann", encoded, true);
            return true;
          });

  @BeforeEach
  void anOldRow() {
    people.put("1", "ann", "old$secret", true);
  }

  @Test
  void aRightPasswordIsEncodedAnewAndTheUserHasTheNewOne() {
    var found = upgrading.authenticate("ann", "secret").orElseThrow();

    assertThat(replaced).containsExactly("1 old$secret plain$secret");
    assertThat(found).isEqualTo(people.findById("1").orElseThrow());
    assertThat(found.encodedPassword()).isEqualTo("plain$secret");

    assertThat(upgrading.authenticate("ann", "secret")).contains(found);
    assertThat(replaced).hasSize(1);
  }

  @Test
  void aWrongPasswordIsNot() {
    assertThat(upgrading.authenticate("ann", "wrong")).isEmpty();
    assertThat(replaced).isEmpty();
  }

  @Test
  void nothingIsWrittenWithoutBeingAskedFor() {
    var found = backend.authenticate("ann", "secret").orElseThrow();

    assertThat(found.encodedPassword()).isEqualTo("old$secret");
  }

  @Test
  void whoeverWasFasterWithTheSamePasswordDecidesWhatASessionIsBoundTo() {
    var tooLate = backend.withUpgrade((id, _, _) -> changed(id, "plain$secret"));

    assertThat(tooLate.authenticate("ann", "secret").orElseThrow().encodedPassword())
        .isEqualTo("plain$secret");
  }

  @Test
  void aPasswordThatWasChangedMeanwhileLetsNobodyInWithTheFormerOne() {
    var tooLate = backend.withUpgrade((id, _, _) -> changed(id, "plain$another"));

    assertThat(tooLate.authenticate("ann", "secret")).isEmpty();
    assertThat(people.findById("1").orElseThrow().encodedPassword()).isEqualTo("plain$another");
  }

  private boolean changed(String id, String encoded) {
    people.put(id, "ann", encoded, true);
    return false;
  }

  /** Hides nothing, and finds one of two formats old. */
  private record PlainHasher() implements PasswordHasher {

    @Override
    public String encode(String password) {
      return "plain$" + password;
    }

    @Override
    public boolean verify(String password, String encoded) {
      return encoded.endsWith("$" + password);
    }

    @Override
    public boolean mustUpdate(String encoded) {
      return encoded.startsWith("old$");
    }
  }
}
