package dev.sluice.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import dev.sluice.Bytes;
import dev.sluice.web.BadMessageException;
import dev.sluice.web.Json;
import java.nio.charset.CharacterCodingException;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads tokens: the length, the form, the key, the algorithm, the signature, and only then the
 * claims. Nothing of a token is in what it returns, unless the signature holds.
 */
final class JwtReader {

  static final String ACCESS = "access";
  static final String REFRESH = "refresh";

  private static final Pattern DOT = Pattern.compile("\\.");

  private final JwtConfig config;
  private final ClaimRules rules;

  JwtReader(JwtConfig config, Clock clock) {
    this.config = config;
    this.rules = new ClaimRules(config, clock);
  }

  /** Reads a token of a type, such as {@link #ACCESS}. */
  Reading read(String token, String type) {
    if (token.length() > config.mostCharacters()) {
      return Reading.refused(JwtFault.TOO_LONG);
    }
    if (!isCompact(token)) {
      return Reading.refused(JwtFault.MALFORMED);
    }
    try {
      return read(JWSObject.parse(token), type);
    } catch (ParseException | IllegalArgumentException e) {
      return Reading.refused(JwtFault.MALFORMED);
    }
  }

  private Reading read(JWSObject token, String type) {
    var header = token.getHeader();
    if (object(header.toBase64URL().decode()).isEmpty() || hasExtensions(header)) {
      return Reading.refused(JwtFault.MALFORMED);
    }
    var key = key(Optional.ofNullable(header.getKeyID()));
    if (key.isEmpty()) {
      return Reading.refused(JwtFault.UNKNOWN_KEY);
    }
    if (!key.get().algorithm().jose().equals(header.getAlgorithm())) {
      return Reading.refused(JwtFault.WRONG_ALGORITHM);
    }
    if (!isSigned(token, key.get())) {
      return Reading.refused(JwtFault.BAD_SIGNATURE);
    }
    return object(token.getPayload().toBytes())
        .map(claims -> rules.judge(claims, type))
        .orElseGet(() -> Reading.refused(JwtFault.BAD_CLAIMS));
  }

  /** Reads strictly; the library's own reader takes lists and bare words for objects. */
  private static Optional<Map<?, ?>> object(byte[] json) {
    try {
      var text = Bytes.copyOf(json).utf8Strict();
      return Optional.of(Json.standard().decode(text, Map.class));
    } catch (CharacterCodingException | BadMessageException e) {
      return Optional.empty();
    }
  }

  private Optional<JwtKey> key(Optional<String> id) {
    return switch (config.keys()) {
      case JwtKeys.One(var key) -> Optional.of(key);
      case JwtKeys.ById(var keys) -> id.map(keys::get);
    };
  }

  /** The rules for extensions are not known here (RFC 7515, section 4.1.11; RFC 7797). */
  private static boolean hasExtensions(JWSHeader header) {
    return header.getCriticalParams() != null || !header.isBase64URLEncodePayload();
  }

  private static boolean isSigned(JWSObject token, JwtKey key) {
    try {
      return token.verify(key.verifier());
    } catch (JOSEException e) {
      return false;
    }
  }

  /** Whether these are three parts in base64url, each written in the one way there is. */
  private static boolean isCompact(String token) {
    var parts = DOT.split(token, -1);
    return parts.length == 3
        && isCanonical(parts[0])
        && isCanonical(parts[1])
        && isCanonical(parts[2]);
  }

  private static boolean isCanonical(String part) {
    try {
      var bytes = Base64.getUrlDecoder().decode(part);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
