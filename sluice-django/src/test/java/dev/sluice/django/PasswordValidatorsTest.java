package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PasswordValidatorsTest {

  private static final Map<String, String> ALICE =
      Map.of("username", "alice.liddell", "e-mail address", "a.liddell@wonderland.example");

  private final PasswordValidators validators = PasswordValidators.django();

  @ParameterizedTest
  @CsvSource({
    "short, the password has 5 characters (expected: 8 or more)",
    "2837465910, the password is all digits (expected: other characters too)",
    "Password123, the password is one that everybody tries first (expected: a rarer one)",
    "Alice.Liddell1, the password is too much like the username",
    "wonderland99, the password is too much like the e-mail address"
  })
  void whatIsWrongWithAPasswordIsToldInWords(String password, String problem) {
    assertThat(validators.problems(password, ALICE)).containsExactly(problem);
  }

  @Test
  void everythingThatIsWrongIsTold() {
    assertThat(validators.problems("1234", ALICE)).hasSize(2);
    assertThat(validators.problems("", Map.of())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"correct horse battery staple", "пароль-и-ключ", "tl5?Kp_9"})
  void aGoodPasswordHasNoProblem(String password) {
    assertThat(validators.problems(password, ALICE)).isEmpty();
  }

  // What Python's SequenceMatcher(a, b).quick_ratio() answers.
  @ParameterizedTest
  @CsvSource({"abcd, bcde, 0.75", "aab, abb, 0.6666666666666666", "abc, xyz, 0.0", "ab, ab, 1.0"})
  void similarityIsPythons(String first, String second, double ratio) {
    assertThat(PasswordSimilarity.ratio(first, second)).isEqualTo(ratio);
  }
}
