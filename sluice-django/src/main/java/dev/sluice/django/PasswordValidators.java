package dev.sluice.django;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The reasons to refuse a new password, all of which are looked at. */
public final class PasswordValidators {

  private static final int LEAST_CHARACTERS = 8;

  private final List<PasswordValidator> validators;

  /** Looks at reasons in their order. */
  public PasswordValidators(List<PasswordValidator> validators) {
    this.validators = List.copyOf(validators);
  }

  /**
   * Returns the four that a new Django 5.2 project has: like something known of the user, shorter
   * than 8 characters, common, all digits. The list of common ones is our own and has some two
   * hundred of the most obvious, where Django's has twenty thousand.
   */
  public static PasswordValidators django() {
    var common = CommonPasswords.load();
    return new PasswordValidators(
        List.of(
            PasswordSimilarity::problem,
            (password, _) -> tooShort(password),
            (password, _) -> common.problem(password),
            (password, _) -> onlyDigits(password)));
  }

  /**
   * Returns everything that is wrong with a password, in words and without it.
   *
   * @param known what others know of the user, by the name of it, such as "username"
   */
  public List<String> problems(String password, Map<String, String> known) {
    return validators.stream()
        .flatMap(validator -> validator.problem(password, known).stream())
        .toList();
  }

  private static Optional<String> tooShort(String password) {
    var characters = password.codePointCount(0, password.length());
    return characters < LEAST_CHARACTERS
        ? Optional.of(
            "the password has %d characters (expected: %d or more)"
                .formatted(characters, LEAST_CHARACTERS))
        : Optional.empty();
  }

  private static Optional<String> onlyDigits(String password) {
    return !password.isEmpty() && password.codePoints().allMatch(Character::isDigit)
        ? Optional.of("the password is all digits (expected: other characters too)")
        : Optional.empty();
  }
}
