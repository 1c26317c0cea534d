package dev.sluice.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import dev.sluice.auth.TokenIssuer;
import dev.sluice.auth.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tokens that {@code djangorestframework-simplejwt} 5.2 makes: an access token and a
 * refresh token. Safe for use by many threads if the random generator is.
 */
public final class JwtIssuer implements TokenIssuer {

  /** What Python's {@code int} makes of a key is written as a number, anything else as text. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final JwtConfig config;
  private final JwtKey key;
  private final JWSSigner signer;
  private final Clock clock;
  private final RandomGenerator random;
  private final JwtReader reader;
  private final Function<User, Object> userId;

  /**
   * Makes one.
   *
   * @param random for the tokens' ids: one that nobody can predict
   * @throws IllegalArgumentException unless there is one key, and it can sign; or if tokens have no
   *     type, since then a refresh token would do for an access token
   */
  public JwtIssuer(JwtConfig config, Clock clock, RandomGenerator random) {
    if (config.names().tokenType().isEmpty()) {
      throw new IllegalArgumentException(
          "the claim of the token's type has an empty name (expected: token_type or the like, to tell refresh tokens from access tokens)");
    }
    this.config = config;
    this.key = key(config.keys());
    this.signer = key.signer().orElseThrow(() -> cannotSign("a public key"));
    this.clock = clock;
    this.random = random;
    this.reader = new JwtReader(config, clock);
    this.userId = JwtIssuer::id;
  }

  private JwtIssuer(JwtIssuer other, Function<User, Object> userId) {
    this.config = other.config;
    this.key = other.key;
    this.signer = other.signer;
    this.clock = other.clock;
    this.random = other.random;
    this.reader = other.reader;
    this.userId = userId;
  }

  /**
   * Returns one whose tokens name users by a text other than their primary key, as simplejwt's
   * {@code USER_ID_FIELD} does. Who reads them needs a user store whose {@code findById} takes it.
   */
  public JwtIssuer withUserId(Function<User, String> field) {
    return new JwtIssuer(this, field::apply);
  }

  /** Returns a new access token. */
  @Override
  public String tokenOf(User user) {
    return refreshed(Map.of(config.names().userId(), userId.apply(user)), clock.instant());
  }

  /** Returns a new refresh token, and an access token made from it. */
  public JwtPair pairOf(User user) {
    var now = clock.instant();
    var refresh = claims(JwtReader.REFRESH, now, config.refreshLifetime());
    refresh.put(config.names().userId(), userId.apply(user));
    return new JwtPair(signed(refresh), refreshed(refresh, now));
  }

  /** Reads a refresh token made here, or anywhere else with the same key. */
  Reading read(String refresh) {
    return reader.read(refresh, JwtReader.REFRESH);
  }

  /** Returns a new access token for a refresh token. */
  String refreshed(JwtClaims refresh) {
    return refreshed(refresh.values(), clock.instant());
  }

  /** What a refresh token says is said again, the time of issue too; the rest is new. */
  private String refreshed(Map<String, @Nullable Object> refresh, Instant now) {
    var access = new LinkedHashMap<String, @Nullable Object>(refresh);
    access.remove("jti");
    var own = claims(JwtReader.ACCESS, now, config.accessLifetime());
    if (access.containsKey("iat")) {
      own.remove("iat");
    }
    access.putAll(own);
    return signed(access);
  }

  private Map<String, @Nullable Object> claims(String type, Instant now, Duration lifetime) {
    var claims = new LinkedHashMap<String, @Nullable Object>();
    claims.put(config.names().tokenType(), type);
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    if (!config.names().tokenId().isEmpty()) {
      claims.put(config.names().tokenId(), newId());
    }
    switch (config.audiences().size()) {
      case 0 -> {}
      case 1 -> claims.put("aud", config.audiences().getFirst());
      default -> claims.put("aud", config.audiences());
    }
    if (!config.issuer().isEmpty()) {
      claims.put("iss", config.issuer());
    }
    return claims;
  }

  private String signed(Map<String, @Nullable Object> claims) {
    var header = new JWSHeader.Builder(key.algorithm().jose()).type(JOSEObjectType.JWT).build();
    var token = new JWSObject(header, new Payload(claims));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("no token could be signed with " + key, e);
    }
    return token.serialize();
  }

  /** Returns 122 random bits as a UUID of version 4, in 32 hexadecimal digits. */
  private String newId() {
    var high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    var low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return "%016x%016x".formatted(high, low);
  }

  private static Object id(User user) {
    return WHOLE_NUMBER.matcher(user.id()).matches() ? Long.valueOf(user.id()) : user.id();
  }

  private static JwtKey key(JwtKeys keys) {
    return switch (keys) {
      case JwtKeys.One(var key) -> key;
      case JwtKeys.ById(var several) -> throw cannotSign(several.size() + " keys by their ids");
    };
  }

  private static IllegalArgumentException cannotSign(String what) {
    return new IllegalArgumentException(
        "tokens were to be signed with %s (expected: one JwtKey.secret or JwtKey.keyPair)"
            .formatted(what));
  }
}
