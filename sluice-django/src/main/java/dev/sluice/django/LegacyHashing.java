package dev.sluice.django;

import java.util.List;

/**
 * What becomes of that which Django signed with SHA-1 before 3.1, or with {@code
 * DEFAULT_HASHING_ALGORITHM = "sha1"} in 3.1 and 3.2: sessions, and what they remember of the
 * password.
 */
public enum LegacyHashing {
  /** It is worth nothing, as in Django 4.0 and later. */
  REFUSED,
  /** It is read and not written, as in Django 3.1 and 3.2 with {@code "sha256"}. */
  READ,
  /** It is written too, as in Django 3.1 and 3.2 with {@code "sha1"}, which take nothing else. */
  WRITTEN;

  /** What things are signed with that are read, the one that is written first. */
  List<HashAlgorithm> algorithms() {
    return switch (this) {
      case REFUSED -> List.of(HashAlgorithm.SHA256);
      case READ -> List.of(HashAlgorithm.SHA256, HashAlgorithm.SHA1);
      case WRITTEN -> List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256);
    };
  }
}
