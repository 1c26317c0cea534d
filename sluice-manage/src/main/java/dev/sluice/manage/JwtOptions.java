package dev.sluice.manage;

import dev.sluice.jwt.JwtAlgorithm;
import dev.sluice.jwt.JwtConfig;
import dev.sluice.jwt.JwtKey;
import dev.sluice.jwt.JwtNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a site was told about JSON web tokens: simplejwt's {@code SIMPLE_JWT}.
 *
 * @param algorithm {@code ALGORITHM}
 * @param signingKey {@code SIGNING_KEY}: without one, of HMAC the site's secret key, and of other
 *     algorithms none, so that tokens are read and not made
 * @param verifyingKey {@code VERIFYING_KEY}, for algorithms other than HMAC
 * @param names {@code USER_ID_CLAIM}, {@code TOKEN_TYPE_CLAIM}, {@code JTI_CLAIM}
 * @param userIdField {@code USER_ID_FIELD}: the users' primary key or name
 * @param audiences {@code AUDIENCE}
 * @param issuer {@code ISSUER}
 * @param leeway {@code LEEWAY}
 * @param accessLifetime {@code ACCESS_TOKEN_LIFETIME}
 * @param refreshLifetime {@code REFRESH_TOKEN_LIFETIME}
 */
public record JwtOptions(
    JwtAlgorithm algorithm,
    Key signingKey,
    Key verifyingKey,
    JwtNames names,
    String userIdField,
    List<String> audiences,
    String issuer,
    Duration leeway,
    Duration accessLifetime,
    Duration refreshLifetime) {

  /** Keeps a copy. */
  public JwtOptions {
    audiences = List.copyOf(audiences);
  }

  /** Where a key is. */
  public sealed interface Key {

    /** Nobody gave one. */
    record None() implements Key {}

    /** The key itself; a secret. */
    record Text(String text) implements Key {

      /** Leaves out the key. */
      @Override
      public String toString() {
        return "Text[]";
      }
    }

    /** A file with the key. */
    record File(Path path) implements Key {}
  }

  /**
   * Returns which tokens are good.
   *
   * @throws ConfigurationException if a key cannot be read or does not do; the message leaves it
   *     out
   */
  JwtConfig config(String secretKey) {
    try {
      return JwtConfig.of(key(secretKey))
          .withNames(names)
          .withAudiences(audiences.toArray(String[]::new))
          .withIssuer(issuer)
          .withLeeway(leeway)
          .withLifetimes(accessLifetime, refreshLifetime);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException("the settings of jwt do not do: " + e.getMessage());
    }
  }

  private JwtKey key(String secretKey) {
    return switch (algorithm) {
      case HS256, HS384, HS512 -> secret(secretKey);
      case RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512 -> pair();
    };
  }

  private JwtKey secret(String secretKey) {
    if (!(verifyingKey instanceof Key.None)) {
      throw new ConfigurationException(
          "jwt.verifying_key is set, and jwt.algorithm is %s, which has one key for both (expected: RS256, ES256 or the like, or no verifying key)"
              .formatted(algorithm));
    }
    return JwtKey.secret(
        algorithm,
        signingKey instanceof Key.None ? secretKey : text("jwt.signing_key", signingKey));
  }

  private JwtKey pair() {
    if (verifyingKey instanceof Key.None) {
      throw new ConfigurationException(
          "jwt.algorithm is %s, and there is no public key: set jwt.verifying_key or jwt.verifying_key_file"
              .formatted(algorithm));
    }
    var publicPem = text("jwt.verifying_key", verifyingKey);
    return signingKey instanceof Key.None
        ? JwtKey.publicKey(algorithm, publicPem)
        : JwtKey.keyPair(algorithm, text("jwt.signing_key", signingKey), publicPem);
  }

  private static String text(String setting, Key key) {
    return switch (key) {
      case Key.None() -> "";
      case Key.Text(var text) -> text;
      case Key.File(var path) -> read(setting, path);
    };
  }

  private static String read(String setting, Path path) {
    try {
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s_file is %s, which cannot be read (%s; expected: a text file that this user may read)"
              .formatted(setting, path, e.getClass().getSimpleName()));
    }
  }
}
