package dev.sluice.jwt;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What claims must say. The order of the rules is that of simplejwt 5.2 on PyJWT 2.6. */
final class ClaimRules {

  /** The end of the year 9999; Python's clock goes no further. */
  private static final double LAST_SECOND = 253_402_300_799.0;

  private final JwtConfig config;
  private final Clock clock;

  ClaimRules(JwtConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Judges claims. A user id that is neither text nor a whole number is none. */
  Reading judge(Map<?, ?> claims, String type) {
    if (!Stream.of("iat", "nbf", "exp").allMatch(name -> isTimeOrMissing(claims, name))) {
      return Reading.refused(JwtFault.BAD_CLAIMS);
    }
    var now = clock.instant();
    if (isToCome(claims, "iat", now) || isToCome(claims, "nbf", now)) {
      return Reading.refused(JwtFault.NOT_YET_VALID);
    }
    var expires = time(claims, "exp");
    if (expires.filter(it -> !now.isBefore(it.plus(config.leeway()))).isPresent()) {
      return new Reading.Refusal(new JwtOutcome.Expired(expires.get()));
    }
    return fault(claims, type)
        .map(Reading::refused)
        .orElseGet(() -> genuine(claims, expires.orElse(Instant.MIN)));
  }

  private Reading genuine(Map<?, ?> claims, Instant expires) {
    return switch (claims.get(config.names().userId())) {
      case String id when !id.isEmpty() -> genuine(id, expires, claims);
      case Integer id -> genuine(id.toString(), expires, claims);
      case Long id -> genuine(id.toString(), expires, claims);
      case BigInteger id -> genuine(id.toString(), expires, claims);
      case null, default -> Reading.refused(JwtFault.NO_USER_ID);
    };
  }

  private static Reading genuine(String userId, Instant expires, Map<?, ?> claims) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    claims.forEach((name, value) -> values.put(String.valueOf(name), value));
    return new Reading.Genuine(new JwtClaims(userId, expires, values));
  }

  private Optional<JwtFault> fault(Map<?, ?> claims, String type) {
    var names = config.names();
    if (!config.issuer().isEmpty() && !config.issuer().equals(claims.get("iss"))) {
      return Optional.of(JwtFault.WRONG_ISSUER);
    }
    if (!config.audiences().isEmpty() && !isForUs(claims.get("aud"))) {
      return Optional.of(JwtFault.WRONG_AUDIENCE);
    }
    if (!claims.containsKey("exp")) {
      return Optional.of(JwtFault.NO_EXPIRY);
    }
    if (!names.tokenId().isEmpty() && !claims.containsKey(names.tokenId())) {
      return Optional.of(JwtFault.NO_ID);
    }
    if (names.tokenType().isEmpty() || type.equals(claims.get(names.tokenType()))) {
      return Optional.empty();
    }
    return Optional.of(
        claims.containsKey(names.tokenType()) ? JwtFault.WRONG_TYPE : JwtFault.NO_TYPE);
  }

  private boolean isForUs(@Nullable Object audience) {
    return switch (audience) {
      case String one -> config.audiences().contains(one);
      case List<?> several ->
          several.stream().allMatch(String.class::isInstance)
              && config.audiences().stream().anyMatch(several::contains);
      case null, default -> false;
    };
  }

  private boolean isToCome(Map<?, ?> claims, String name, Instant now) {
    return time(claims, name).filter(it -> it.minus(config.leeway()).isAfter(now)).isPresent();
  }

  private static boolean isTimeOrMissing(Map<?, ?> claims, String name) {
    return !claims.containsKey(name) || time(claims, name).isPresent();
  }

  /** Returns a time in whole seconds (RFC 7519's NumericDate), as PyJWT cuts it. */
  private static Optional<Instant> time(Map<?, ?> claims, String name) {
    return claims.get(name) instanceof Number number
            && Math.abs(number.doubleValue()) <= LAST_SECOND
        ? Optional.of(Instant.ofEpochSecond(number.longValue()))
        : Optional.empty();
  }
}
