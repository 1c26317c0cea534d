package dev.sluice.django;

/**
 * Whether what Django signed with SHA-1 before 3.1, or with {@code DEFAULT_HASHING_ALGORITHM =
 * "sha1"} in 3.1 and 3.2, is still accepted. Django 3.2 accepts it, 4.0 and later do not; nothing
 * is written in that way.
 */
public enum LegacyHashing {
  /** It is worth nothing, as in Django 4.0 and later. */
  REFUSED,
  /** It is read, as in Django 3.2. */
  READ
}
