package dev.sluice.jwt;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Which tokens are good, and how they are made: simplejwt 5.2's setting {@code SIMPLE_JWT}.
 *
 * @param keys {@code ALGORITHM}, {@code SIGNING_KEY}, {@code VERIFYING_KEY}
 * @param names {@code USER_ID_CLAIM}, {@code TOKEN_TYPE_CLAIM}, {@code JTI_CLAIM}
 * @param audiences {@code AUDIENCE}: a token must be for one of them; empty if that does not matter
 * @param issuer {@code ISSUER}: who must have made a token; empty if that does not matter
 * @param leeway {@code LEEWAY}: how far clocks may differ, nothing by default
 * @param accessLifetime {@code ACCESS_TOKEN_LIFETIME} in whole seconds
 * @param refreshLifetime {@code REFRESH_TOKEN_LIFETIME} in whole seconds
 * @param mostCharacters how long a token may be; a longer one is refused unread
 */
public record JwtConfig(
    JwtKeys keys,
    JwtNames names,
    List<String> audiences,
    String issuer,
    Duration leeway,
    Duration accessLifetime,
    Duration refreshLifetime,
    int mostCharacters) {

  /**
   * Refuses what nobody means.
   *
   * @throws IllegalArgumentException for a negative leeway, a lifetime below a second, or a length
   *     below 1
   */
  public JwtConfig {
    audiences = List.copyOf(audiences);
    if (leeway.isNegative()) {
      throw new IllegalArgumentException(
          "the leeway is %s (expected: 0 or more)".formatted(leeway));
    }
    requireSeconds(accessLifetime);
    requireSeconds(refreshLifetime);
    if (mostCharacters < 1) {
      throw new IllegalArgumentException(
          "tokens have at most %d characters (expected: at least 1)".formatted(mostCharacters));
    }
  }

  /** Returns simplejwt's defaults: HS256 with Django's {@code SECRET_KEY}; 5 minutes, a day. */
  public static JwtConfig djangoDefaults(String secretKey) {
    return of(JwtKey.secret(JwtAlgorithm.HS256, secretKey));
  }

  /** Returns the defaults with another key. */
  public static JwtConfig of(JwtKey key) {
    return of(new JwtKeys.One(key));
  }

  /** Returns the defaults with keys by their ids. */
  public static JwtConfig of(Map<String, JwtKey> keys) {
    return of(new JwtKeys.ById(keys));
  }

  private static JwtConfig of(JwtKeys keys) {
    return new JwtConfig(
        keys,
        JwtNames.defaults(),
        List.of(),
        "",
        Duration.ZERO,
        Duration.ofMinutes(5),
        Duration.ofDays(1),
        4096);
  }

  /** Returns a configuration with other names of claims. */
  public JwtConfig withNames(JwtNames changed) {
    return new JwtConfig(
        keys, changed, audiences, issuer, leeway, accessLifetime, refreshLifetime, mostCharacters);
  }

  /** Returns a configuration with other audiences. */
  public JwtConfig withAudiences(String... changed) {
    return new JwtConfig(
        keys,
        names,
        List.of(changed),
        issuer,
        leeway,
        accessLifetime,
        refreshLifetime,
        mostCharacters);
  }

  /** Returns a configuration with another issuer. */
  public JwtConfig withIssuer(String changed) {
    return new JwtConfig(
        keys, names, audiences, changed, leeway, accessLifetime, refreshLifetime, mostCharacters);
  }

  /** Returns a configuration with another leeway. */
  public JwtConfig withLeeway(Duration changed) {
    return new JwtConfig(
        keys, names, audiences, issuer, changed, accessLifetime, refreshLifetime, mostCharacters);
  }

  /** Returns a configuration whose tokens last longer or shorter. */
  public JwtConfig withLifetimes(Duration access, Duration refresh) {
    return new JwtConfig(keys, names, audiences, issuer, leeway, access, refresh, mostCharacters);
  }

  /** Returns a configuration that takes tokens of another length. */
  public JwtConfig withMostCharacters(int changed) {
    return new JwtConfig(
        keys, names, audiences, issuer, leeway, accessLifetime, refreshLifetime, changed);
  }

  private static void requireSeconds(Duration lifetime) {
    if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "tokens last %s (expected: at least a second)".formatted(lifetime));
    }
  }
}
