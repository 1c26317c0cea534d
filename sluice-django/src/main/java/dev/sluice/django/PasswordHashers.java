package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.auth.PasswordHasher;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Django's hashers of passwords, of which one is preferred (Django 5.2's {@code make_password} and
 * {@code check_password}). Takes a quarter of a second and more for a password, so put a {@link
 * PooledPasswordHasher} before it. Safe for use by many threads.
 *
 * <p>A wrong password costs as much as a right one, and as much as one of a user without any: what
 * a cheaper row saved is made up for. Django does so for rows of the preferred format; here the
 * fast formats, which tell most, are no exception.
 */
public final class PasswordHashers implements PasswordHasher {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordHashers.class);
  private static final String UNUSABLE = "!";
  private static final int UNUSABLE_CHARACTERS = 40;
  private static final int MOST_CHARACTERS = 1024;

  private final PasswordFormat preferred;
  private final Map<PasswordFormat, PasswordScheme> schemes;
  private final PasswordScheme preferredScheme;

  /** Makes salts from a random source. */
  public PasswordHashers(PasswordSettings settings, SecureRandom random) {
    this(settings.preferred(), new PasswordSchemes(settings, new Salts(random)).all());
  }

  PasswordHashers(PasswordFormat preferred, Map<PasswordFormat, PasswordScheme> schemes) {
    this.preferred = preferred;
    this.schemes = new EnumMap<>(schemes);
    this.preferredScheme = Objects.requireNonNull(schemes.get(preferred));
  }

  /** Returns an encoded password that no password matches (Django's unusable password). */
  public static String unusable(SecureRandom random) {
    return UNUSABLE + new Salts(random).text(UNUSABLE_CHARACTERS);
  }

  /** Whether some password may match, as far as the beginning tells. */
  public static boolean isUsable(String encoded) {
    return !encoded.startsWith(UNUSABLE);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the password has half a surrogate pair, or NUL where the
   *     preferred format cannot take that
   */
  @Override
  public String encode(String password) {
    return bytes(password)
        .flatMap(preferredScheme::encode)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the password cannot be encoded as %s (expected: Unicode%s)"
                        .formatted(preferred, password.indexOf('\0') < 0 ? "" : " without NUL")));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A row that is damaged, that has a format which is not switched on, or that asks for more
   * than {@link PasswordLimits} is refused with a warning in the log.
   */
  @Override
  public boolean verify(String password, String encoded) {
    var stored = find(encoded);
    var bytes = bytes(password);
    var again = stored.flatMap(it -> bytes.flatMap(it::with));
    if (again.isEmpty()) {
      workForNothing();
      return false;
    }
    if (MessageDigest.isEqual(again.get().getBytes(UTF_8), encoded.getBytes(UTF_8))) {
      return true;
    }
    makeUpFor(encoded, stored.get(), bytes.get());
    return false;
  }

  /** {@inheritDoc} So it is for every row that has not the preferred format. */
  @Override
  public boolean mustUpdate(String encoded) {
    return find(encoded).filter(it -> !isPreferred(encoded) || it.mustUpdate()).isPresent();
  }

  /** Reads what can be verified; warns of the rest, except what is unusable on purpose. */
  Optional<EncodedPassword> find(String encoded) {
    if (!isUsable(encoded)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(encoded));
    } catch (RefusedPasswordException e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private EncodedPassword read(String encoded) {
    if (encoded.length() > MOST_CHARACTERS) {
      throw new RefusedPasswordException(
          "a stored password has %d characters (expected: at most %d)"
              .formatted(encoded.length(), MOST_CHARACTERS));
    }
    var format =
        PasswordFormat.identify(encoded)
            .orElseThrow(
                () ->
                    new RefusedPasswordException(
                        "a stored password has no known format (expected: one of "
                            + schemes.keySet()
                            + ")"));
    return Optional.ofNullable(schemes.get(format))
        .orElseThrow(
            () ->
                new RefusedPasswordException(
                    "a stored password has the format %s (expected: one of %s; add it if it may be used)"
                        .formatted(format, schemes.keySet())))
        .read(encoded);
  }

  private void makeUpFor(String encoded, EncodedPassword stored, byte[] password) {
    if (isPreferred(encoded)) {
      stored.harden(password);
      return;
    }
    if (PasswordFormat.identify(encoded).filter(PasswordFormat::isSlow).isEmpty()) {
      workForNothing();
    }
  }

  private void workForNothing() {
    preferredScheme.encode(new byte[0]);
  }

  private boolean isPreferred(String encoded) {
    return PasswordFormat.identify(encoded).filter(it -> it == preferred).isPresent();
  }

  private static Optional<byte[]> bytes(String password) {
    try {
      var buffer = UTF_8.newEncoder().encode(CharBuffer.wrap(password));
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
