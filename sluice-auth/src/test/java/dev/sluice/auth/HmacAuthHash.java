package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The hash that Django 5.2 puts into sessions, made here so that this module's tests need no other.
 */
record HmacAuthHash(String secretKey, List<String> fallbacks) implements SessionAuthHash {

  private static final String SALT =
      "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash";

  @Override
  public String of(Credentials credentials) {
    return hash(secretKey, credentials);
  }

  @Override
  public boolean matches(Credentials credentials, String remembered) {
    return of(credentials).equals(remembered)
        || fallbacks.stream().anyMatch(key -> hash(key, credentials).equals(remembered));
  }

  private static String hash(String key, Credentials credentials) {
    try {
      var derived = MessageDigest.getInstance("SHA-256").digest((SALT + key).getBytes(UTF_8));
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(derived, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(credentials.encodedPassword().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
