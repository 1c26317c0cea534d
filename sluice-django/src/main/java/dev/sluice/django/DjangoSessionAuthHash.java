package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.SessionAuthHash;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Django 5.2's {@code get_session_auth_hash}: an HMAC of the encoded password. Holds under a
 * fallback key too, as in Django 4.1 and later. Safe for use by many threads.
 */
public final class DjangoSessionAuthHash implements SessionAuthHash {

  private static final String SALT =
      "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash";

  private final SecretKeys keys;
  private final List<HashAlgorithm> accepted;

  /** Makes hashes with a site's secret key. */
  public DjangoSessionAuthHash(SecretKeys keys) {
    this(keys, LegacyHashing.REFUSED);
  }

  /** Makes hashes with a site's secret key, and treats those of Django before 3.1 as told. */
  public DjangoSessionAuthHash(SecretKeys keys, LegacyHashing legacy) {
    this.keys = keys;
    this.accepted = legacy.algorithms();
  }

  @Override
  public String of(Credentials credentials) {
    return hash(credentials, keys.current(), accepted.getFirst());
  }

  @Override
  public boolean matches(Credentials credentials, String remembered) {
    var given = remembered.getBytes(UTF_8);
    return accepted.stream()
        .anyMatch(
            algorithm -> keys.all().anyMatch(key -> isHash(given, credentials, key, algorithm)));
  }

  private static boolean isHash(
      byte[] given, Credentials credentials, String key, HashAlgorithm algorithm) {
    return MessageDigest.isEqual(given, hash(credentials, key, algorithm).getBytes(UTF_8));
  }

  private static String hash(Credentials credentials, String key, HashAlgorithm algorithm) {
    var hmac = SaltedHmac.of(SALT, credentials.encodedPassword(), key, algorithm);
    return HexFormat.of().formatHex(hmac);
  }
}
