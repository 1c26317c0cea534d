package dev.sluice.auth;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one user may do (Django 5.2's {@code has_perm}, {@code has_perms}, {@code
 * get_all_permissions} and {@code groups}).
 *
 * @param everything whether they may do whatever is asked, as an active superuser may
 * @param permissions the names of all they may do, such as {@code app.change_thing}; an inactive
 *     user has none
 * @param groups the names of their groups, which an inactive user keeps
 */
public record Grants(boolean everything, Set<String> permissions, Set<String> groups) {

  /** Copies the names. */
  public Grants {
    permissions = Set.copyOf(permissions);
    groups = Set.copyOf(groups);
  }

  /** Returns those of somebody who may do nothing. */
  public static Grants none() {
    return new Grants(false, Set.of(), Set.of());
  }

  /** Whether the user may do this, such as {@code app.change_thing}. */
  public boolean has(String permission) {
    return everything || permissions.contains(permission);
  }

  /** Whether the user may do all of these. */
  public boolean hasAll(Collection<String> names) {
    return everything || permissions.containsAll(names);
  }

  /** Whether the user may do anything at all in an application, such as {@code app}. */
  public boolean hasAnyIn(String application) {
    return everything || permissions.stream().anyMatch(name -> name.startsWith(application + "."));
  }

  Grants plus(Grants others) {
    return new Grants(
        everything || others.everything,
        union(permissions, others.permissions),
        union(groups, others.groups));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }
}
