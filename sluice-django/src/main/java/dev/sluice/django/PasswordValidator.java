package dev.sluice.django;

import java.util.Map;
import java.util.Optional;

/** One reason to refuse a new password. */
@FunctionalInterface
public interface PasswordValidator {

  /**
   * Returns what is wrong with a password, in words and without it; empty if nothing is.
   *
   * @param known what others know of the user, by the name of it, such as "username"
   */
  Optional<String> problem(String password, Map<String, String> known);
}
