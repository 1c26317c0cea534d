package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login costs tells nothing: counted in turns of the hash function, not in time. */
final class PasswordWorkTest {

  private static final int ITERATIONS = 100;
  private static final int ROUNDS = 8;

  private final AtomicLong turns = new AtomicLong();
  private final Salts salts = new Salts(new SecureRandom());
  private final PasswordHashers hashers = preferring(PasswordFormat.PBKDF2_SHA256);

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 99, 100})
  void aWrongPasswordCostsAsMuchWhateverTheIterationsOfTheRow(int iterations) {
    var encoded = encoded(iterations);

    assertThat(turnsOf("wrong", encoded)).isEqualTo(ITERATIONS);
    assertThat(turnsOf("pw", encoded)).isEqualTo(iterations);
  }

  @Test
  void aRowThatCostsMoreCostsThatMuchAndNoMore() {
    assertThat(turnsOf("wrong", encoded(150))).isEqualTo(150);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!",
        "!0123456789012345678901234567890123456789",
        "",
        "plain",
        "sha1$saltsaltsaltsaltsaltsa$9e99ae7a46a2a925c5ed4ef409420bfcd9a6a454",
        "md5$saltsaltsaltsaltsaltsa$0d82e23faabfaa238c79fb5e316ae2b9",
        "pbkdf2_sha256$ten$salt$hash",
        "pbkdf2_sha256$999999999$salt$hash",
        "scrypt$1024$salt$8$1$hash"
      })
  void nobodysPasswordCostsAsMuchAsSomebodys(String encoded) {
    assertThat(turnsOf("wrong", encoded)).isEqualTo(ITERATIONS);
  }

  @Test
  void aPasswordThatIsNoTextCostsAsMuchToo() {
    assertThat(turnsOf("\ud83d", encoded(ITERATIONS))).isEqualTo(ITERATIONS);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 8})
  void bcryptIsMadeUpForToo(int rounds) {
    var preferringBcrypt = preferring(PasswordFormat.BCRYPT);
    var encoded = bcrypt(rounds).encode(new byte[] {1}).orElseThrow();
    turns.set(0);

    assertThat(preferringBcrypt.verify("wrong", encoded)).isFalse();
    assertThat(turns.getAndSet(0)).isEqualTo(1L << ROUNDS);
    assertThat(preferringBcrypt.verify("with\0nul", encoded)).isFalse();
    assertThat(turns.get()).isEqualTo(1L << ROUNDS);
  }

  private long turnsOf(String password, String encoded) {
    turns.set(0);
    hashers.verify(password, encoded);
    return turns.get();
  }

  private String encoded(int iterations) {
    return pbkdf2(iterations).encode(new byte[] {'p', 'w'}).orElseThrow();
  }

  private PasswordHashers preferring(PasswordFormat format) {
    var schemes = new EnumMap<PasswordFormat, PasswordScheme>(PasswordFormat.class);
    schemes.put(PasswordFormat.PBKDF2_SHA256, pbkdf2(ITERATIONS));
    schemes.put(PasswordFormat.BCRYPT, bcrypt(ROUNDS));
    schemes.put(PasswordFormat.MD5, new DigestScheme(PasswordFormat.MD5, "MD5", salts));
    return new PasswordHashers(format, schemes);
  }

  private PasswordScheme pbkdf2(int iterations) {
    var real = new Pbkdf2(HashAlgorithm.SHA256);
    return new Pbkdf2Scheme(
        PasswordFormat.PBKDF2_SHA256,
        iterations,
        1000,
        salts,
        (password, salt, cost) -> {
          turns.addAndGet(cost);
          return real.derive(password, salt, cost);
        });
  }

  private PasswordScheme bcrypt(int rounds) {
    return new BcryptScheme(
        PasswordFormat.BCRYPT,
        rounds,
        ROUNDS,
        salts,
        (password, salt, cost) -> {
          turns.addAndGet(1L << cost);
          return BcryptScheme.derive(password, salt, cost);
        });
  }
}
