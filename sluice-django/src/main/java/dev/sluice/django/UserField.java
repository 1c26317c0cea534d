package dev.sluice.django;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The columns that Django's user classes have beside a key, a name, an address and a password. */
public enum UserField {
  /** {@code first_name}, of {@code AbstractUser}. */
  FIRST_NAME,
  /** {@code last_name}, of {@code AbstractUser}. */
  LAST_NAME,
  /** {@code is_active}; without it everybody is active. */
  IS_ACTIVE,
  /** {@code is_staff}; without it nobody is. */
  IS_STAFF,
  /**
   * {@code is_superuser}, of {@code PermissionsMixin}, which also brings groups and permissions.
   */
  IS_SUPERUSER,
  /** {@code date_joined}; without it everybody joined in 1970. */
  DATE_JOINED,
  /** {@code last_login}, of {@code AbstractBaseUser}; without it logins are not remembered. */
  LAST_LOGIN;

  static final Set<UserField> ALL = Set.copyOf(EnumSet.allOf(UserField.class));

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
