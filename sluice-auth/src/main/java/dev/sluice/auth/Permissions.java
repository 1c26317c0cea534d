package dev.sluice.auth;

import java.util.List;

/** What users may do. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface Permissions {

  /** Returns what a user may do now, and their groups; may block. */
  Grants of(User user);

  /**
   * Returns one that grants what any of these grants, as Django does for several backends. The ones
   * after one that throws {@link PermissionDeniedException} are not asked.
   */
  static Permissions anyOf(Permissions... all) {
    var asked = List.of(all);
    return user -> {
      var grants = Grants.none();
      try {
        for (var permissions : asked) {
          grants = grants.plus(permissions.of(user));
        }
      } catch (PermissionDeniedException _) {
        return grants;
      }
      return grants;
    };
  }
}
