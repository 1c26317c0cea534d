package dev.sluice.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens put together by hand, so that they can say anything, and the time that they are for. */
final class Tokens {

  static final long NOW = 1_700_000_000L;
  static final String SECRET = "a-secret-of-a-test-0123456789-abcdefghijklmnop";
  static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  static final String GOOD =
      "{\"token_type\":\"access\",\"exp\":1700000300,\"iat\":1700000000,\"jti\":\"1\",\"user_id\":1}";

  private Tokens() {}

  static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  static Clock now() {
    return at(Instant.ofEpochSecond(NOW));
  }

  static JwtConfig config() {
    return JwtConfig.djangoDefaults(SECRET);
  }

  static JwtOutcome check(JwtConfig config, String token) {
    return new JwtAuthentication(config, new Holders(), now()).check(token);
  }

  static JwtOutcome check(String token) {
    return check(config(), token);
  }

  /** Returns a token signed with the secret of a test. */
  static String of(String claims) {
    return hmac("HmacSHA256", SECRET, HS256, claims);
  }

  static String hmac(String algorithm, String secret, String header, String claims) {
    var input = part(header) + "." + part(claims);
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
      return input + "." + part(mac.doFinal(input.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static String part(String text) {
    return part(text.getBytes(UTF_8));
  }

  static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static JwtOutcome invalid(JwtFault fault) {
    return new JwtOutcome.Invalid(fault);
  }
}
