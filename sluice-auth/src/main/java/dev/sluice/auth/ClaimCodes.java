package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Codes that a page trades for the cookie of a session that began on its WebSocket. Each is good
 * once, for a minute, in the process that made it, which keeps a hash of it and forgets it when it
 * stops. Safe for use by many threads.
 */
public final class ClaimCodes {

  static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final int CODE_BYTES = 32;
  private static final int MOST_CLAIMS = 10_000;

  private final LinkedHashMap<String, Claim> byHash = new LinkedHashMap<>();
  private final Clock clock;
  private final SecureRandom random;

  /** Makes one that has given no codes. */
  public ClaimCodes(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Returns a code for a session; when there are too many, the oldest is worth nothing. */
  String issue(String sessionKey) {
    var bytes = new byte[CODE_BYTES];
    random.nextBytes(bytes);
    var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var claim = new Claim(sessionKey, clock.instant().plus(LIFETIME));
    synchronized (byHash) {
      dropExpired();
      if (byHash.size() == MOST_CLAIMS) {
        byHash.pollFirstEntry();
      }
      byHash.put(hash(code), claim);
    }
    return code;
  }

  /** Returns the session of a code, which is worth nothing from now on. */
  Optional<String> claim(String code) {
    var hash = hash(code);
    synchronized (byHash) {
      dropExpired();
      return Optional.ofNullable(byHash.remove(hash)).filter(this::isGood).map(Claim::sessionKey);
    }
  }

  int size() {
    synchronized (byHash) {
      return byHash.size();
    }
  }

  /** All live equally long, so the oldest expire first. */
  private void dropExpired() {
    while (!byHash.isEmpty() && !isGood(byHash.firstEntry().getValue())) {
      byHash.pollFirstEntry();
    }
  }

  private boolean isGood(Claim claim) {
    return claim.expires.isAfter(clock.instant());
  }

  private static String hash(String code) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(code.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private record Claim(String sessionKey, Instant expires) {}
}
