package dev.sluice.django;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts the time and a signature behind a text or a JSON value, and checks both (Django 5.2's {@code
 * django.core.signing.TimestampSigner}, {@code dumps} and {@code loads}). Safe for use by many
 * threads.
 */
public final class TimestampSigner {

  /** What Django's {@code TimestampSigner} takes for a salt unless told otherwise. */
  public static final String DEFAULT_SALT = "django.core.signing.TimestampSigner";

  /** What Django's {@code dumps} and {@code loads} take for a salt unless told otherwise. */
  public static final String DUMPS_SALT = "django.core.signing";

  private final Signer signer;
  private final Clock clock;

  /**
   * Signs with SHA-256 and colons.
   *
   * @param salt names the purpose, so that what was signed for one is worth nothing for another
   */
  public TimestampSigner(SecretKeys keys, String salt, Clock clock) {
    this(new Signer(keys, salt), clock);
  }

  /** Signs the way a signer does. */
  public TimestampSigner(Signer signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  /** Returns a text with the time, to the second, and their signature. */
  public String sign(String value) {
    var seconds = BigInteger.valueOf(clock.instant().getEpochSecond());
    return signer.sign(value + signer.separator() + Base62.encode(seconds));
  }

  /** Returns the text that was signed, whenever that was. */
  public Unsigned<String> unsign(String signed) {
    return unsign(signed, _ -> false);
  }

  /** Returns the text that was signed, if that was not longer ago than an age. */
  public Unsigned<String> unsign(String signed, Duration maxAge) {
    return unsign(signed, stamp -> isOlder(stamp, maxAge));
  }

  /** Returns a JSON value with the time and their signature; safe in a URL. */
  public String dumps(@Nullable Object value) {
    return sign(JsonPayload.plain(value));
  }

  /** Does what {@link #dumps} does and compresses the value if that makes it shorter. */
  public String dumpsCompressed(@Nullable Object value) {
    return sign(JsonPayload.compressed(value));
  }

  /** Returns the JSON value that was signed, whenever that was. */
  public Unsigned<@Nullable Object> loads(String signed) {
    return then(unsign(signed), JsonPayload::read);
  }

  /** Returns the JSON value that was signed, if that was not longer ago than an age. */
  public Unsigned<@Nullable Object> loads(String signed, Duration maxAge) {
    return then(unsign(signed, maxAge), JsonPayload::read);
  }

  /** Returns when a text was signed, to the second; it must have been found {@code Valid}. */
  Instant signedAt(String signed) {
    var end = signed.lastIndexOf(signer.separator());
    var begin = signed.lastIndexOf(signer.separator(), end - 1) + signer.separator().length();
    return Instant.ofEpochSecond(
        Base62.decode(signed.substring(begin, end)).orElseThrow().longValueExact());
  }

  private Unsigned<String> unsign(String signed, Predicate<BigInteger> isExpired) {
    return then(signer.unsign(signed), text -> withoutTime(text, isExpired));
  }

  private Unsigned<String> withoutTime(String text, Predicate<BigInteger> isExpired) {
    var end = text.lastIndexOf(signer.separator());
    var stamp = Base62.decode(text.substring(end < 0 ? 0 : end + signer.separator().length()));
    if (end < 0 || stamp.isEmpty()) {
      return new Unsigned.Malformed<>("no time (expected: one in base 62 before the signature)");
    }
    return isExpired.test(stamp.get())
        ? new Unsigned.Expired<>()
        : new Unsigned.Valid<>(text.substring(0, end));
  }

  private boolean isOlder(BigInteger seconds, Duration maxAge) {
    var signedAt = seconds.multiply(BigInteger.valueOf(1000));
    var age = BigInteger.valueOf(clock.millis()).subtract(signedAt);
    return age.compareTo(BigInteger.valueOf(maxAge.toMillis())) > 0;
  }

  private static <T extends @Nullable Object> Unsigned<T> then(
      Unsigned<String> unsigned, Function<String, Unsigned<T>> next) {
    return switch (unsigned) {
      case Unsigned.Valid<String>(var text) -> next.apply(text);
      case Unsigned.BadSignature<String>() -> new Unsigned.BadSignature<>();
      case Unsigned.Expired<String>() -> new Unsigned.Expired<>();
      case Unsigned.Malformed<String>(var reason) -> new Unsigned.Malformed<>(reason);
    };
  }
}
