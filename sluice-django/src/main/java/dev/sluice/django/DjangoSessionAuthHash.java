package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.SessionAuthHash;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Django 5.2's {@code get_session_auth_hash}: an HMAC of the encoded password. Holds under a
 * fallback key too, as in Django 4.1 and later. Safe for use by many threads.
 */
public final class DjangoSessionAuthHash implements SessionAuthHash {

  private static final String SALT =
      "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash";

  private final SecretKeys keys;

  /** Makes hashes with a site's secret key. */
  public DjangoSessionAuthHash(SecretKeys keys) {
    this.keys = keys;
  }

  @Override
  public String of(Credentials credentials) {
    return hash(credentials, keys.current());
  }

  @Override
  public boolean matches(Credentials credentials, String remembered) {
    var given = remembered.getBytes(UTF_8);
    return keys.all()
        .anyMatch(key -> MessageDigest.isEqual(given, hash(credentials, key).getBytes(UTF_8)));
  }

  private static String hash(Credentials credentials, String key) {
    var hmac = SaltedHmac.of(SALT, credentials.encodedPassword(), key, HashAlgorithm.SHA256);
    return HexFormat.of().formatHex(hmac);
  }
}
