package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.slf4j.LoggerFactory;

final class PasswordHashersTest {

  private static final List<String> PASSWORDS =
      List.of("testing123", "", "пароль 🔑", "$", "0123456789abcdef".repeat(256), "a\0b");

  static final List<String> REFUSED =
      List.of(
          "",
          "$",
          "pbkdf2_sha256$0$saltsaltsaltsaltsaltsa$S3CRETx=",
          "pbkdf2_sha256$10000001$saltsaltsaltsaltsaltsa$S3CRETx=",
          "pbkdf2_sha256$99999999999$saltsaltsaltsaltsaltsa$S3CRETx=",
          "pbkdf2_sha256$1$$S3CRETx=",
          "bcrypt$$2b$17$S3CRETxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
          "bcrypt$$2b$31$S3CRETxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
          "bcrypt$$2x$04$S3CRETxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
          "bcrypt$$2b$04$S3CRET",
          "argon2$argon2id$v=19$m=131073,t=1,p=1$UzNDUkVUUzNDUkVU$UzNDUkVUUzNDUkVU",
          "argon2$argon2id$v=19$m=512,t=17,p=1$UzNDUkVUUzNDUkVU$UzNDUkVUUzNDUkVU",
          "argon2$argon2id$v=19$m=4294967295,t=1,p=1$UzNDUkVUUzNDUkVU$UzNDUkVUUzNDUkVU",
          "argon2$argon2id$v=19$m=7,t=1,p=1$UzNDUkVUUzNDUkVU$UzNDUkVUUzNDUkVU",
          "argon2$argon2id$v=18$m=512,t=1,p=1$UzNDUkVUUzNDUkVU$UzNDUkVUUzNDUkVU",
          "argon2$argon2id$v=19$m=512,t=1,p=1$UzND$UzNDUkVUUzNDUkVU",
          "argon2$argon2id$v=19$m=512,t=1,p=1$UzNDUkVUUzNDUkVU$U",
          "argon2$argon2x$v=19$m=512,t=1,p=1$UzNDUkVUUzNDUkVU$UzNDUkVUUzNDUkVU",
          "scrypt$1048576$S3CRETx$8$1$S3CRETx=",
          "scrypt$2$S3CRETx$1048576$1$S3CRETx=",
          "scrypt$3$S3CRETx$8$1$S3CRETx=",
          "scrypt$65536$S3CRETx$1$1$S3CRETx=",
          "scrypt$16$S3CRETx$8$17$S3CRETx=",
          "md5$$S3CRETx",
          "crypt$$$6$rounds=999999999$S3CRETx$xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
          "crypt$$$y$j9T$S3CRETx$xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
          "nosuch$S3CRETx",
          "S3CRETx");

  /** Everything switched on, and cheap. */
  static PasswordHashers preferring(PasswordFormat format) {
    return new PasswordHashers(cheap().withPreferred(format), new SecureRandom());
  }

  static PasswordSettings cheap() {
    return PasswordSettings.standalone()
        .withFormats(Arrays.asList(PasswordFormat.values()))
        .withPbkdf2Iterations(10)
        .withBcryptRounds(4)
        .withArgon2(new Argon2Cost(1, 64, 2))
        .withScrypt(new ScryptCost(16, 2, 3));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsEncodedIsVerifiedAndIsUpToDate(PasswordFormat format) {
    var hashers = preferring(format);
    for (var password : passwords(format)) {
      var encoded = hashers.encode(password);
      assertThat(PasswordFormat.identify(encoded)).contains(format);
      assertThat(encoded.length()).isLessThanOrEqualTo(128);
      assertThat(hashers.verify(password, encoded)).isTrue();
      assertThat(hashers.verify("x" + password, encoded)).isFalse();
      assertThat(hashers.mustUpdate(encoded)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNSALTED_MD5", "UNSALTED_SHA1"},
      mode = EnumSource.Mode.EXCLUDE)
  void theSamePasswordIsEncodedInAnotherWayEachTime(PasswordFormat format) {
    var hashers = preferring(format);
    assertThat(Stream.generate(() -> hashers.encode("pw")).limit(5).distinct().count())
        .isGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void halfASurrogatePairIsNoQuestionMark(PasswordFormat format) {
    var hashers = preferring(format);
    assertThat(hashers.verify("\ud83d", hashers.encode("?"))).isFalse();
    assertThatThrownBy(() -> hashers.encode("\ud83d")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsEncodedLooksAsDjangosDoes() {
    assertThat(preferring(PasswordFormat.PBKDF2_SHA256).encode("pw"))
        .matches("pbkdf2_sha256\\$10\\$[a-zA-Z0-9]{22}\\$[A-Za-z0-9+/]{43}=");
    assertThat(preferring(PasswordFormat.ARGON2).encode("pw"))
        .matches("argon2\\$argon2id\\$v=19\\$m=64,t=1,p=2\\$[A-Za-z0-9+/]{30}\\$[A-Za-z0-9+/]{22}");
    assertThat(preferring(PasswordFormat.BCRYPT_SHA256).encode("pw"))
        .matches("bcrypt_sha256\\$\\$2b\\$04\\$[./A-Za-z0-9]{53}");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"BCRYPT", "CRYPT"},
      mode = EnumSource.Mode.EXCLUDE)
  void aPasswordOfFourKilobytesCountsToItsEnd(PasswordFormat format) {
    var hashers = preferring(format);
    var password = "0123456789abcdef".repeat(256);
    var encoded = hashers.encode(password);
    assertThat(hashers.verify(password, encoded)).isTrue();
    assertThat(hashers.verify(password.substring(0, 4095) + "x", encoded)).isFalse();
    assertThat(hashers.verify(password.substring(0, 4095), encoded)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"BCRYPT", "CRYPT"})
  void whereNulWouldEndAPasswordItIsRefused(PasswordFormat format) {
    var hashers = preferring(format);
    assertThat(hashers.verify("a\0b", hashers.encode("a"))).isFalse();
    assertThatThrownBy(() -> hashers.encode("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without NUL");
  }

  @Test
  void anotherFormatOrCostIsToBeEncodedAnew() {
    var hashers = preferring(PasswordFormat.PBKDF2_SHA256);
    assertThat(hashers.mustUpdate(preferring(PasswordFormat.MD5).encode("pw"))).isTrue();
    assertThat(hashers.mustUpdate(preferring(PasswordFormat.ARGON2).encode("pw"))).isTrue();
    assertThat(
            hashers.mustUpdate(
                new PasswordHashers(cheap().withPbkdf2Iterations(11), new SecureRandom())
                    .encode("pw")))
        .isTrue();
  }

  @Test
  void unusablePasswordsMatchNothing() {
    var hashers = preferring(PasswordFormat.PBKDF2_SHA256);
    var unusable = PasswordHashers.unusable(new SecureRandom());
    assertThat(unusable).matches("![a-zA-Z0-9]{40}");
    assertThat(PasswordHashers.isUsable(unusable)).isFalse();
    assertThat(hashers.verify(unusable, unusable)).isFalse();
    assertThat(hashers.mustUpdate(unusable)).isFalse();
  }

  @ParameterizedTest
  @FieldSource("REFUSED")
  void aDamagedOrHostileRowIsRefusedAndTheLogTellsNoSecret(String encoded) {
    var log = (Logger) LoggerFactory.getLogger(PasswordHashers.class);
    var appender = new ListAppender<ILoggingEvent>();
    appender.start();
    log.addAppender(appender);
    try {
      assertThat(preferring(PasswordFormat.PBKDF2_SHA256).verify("pw", encoded)).isFalse();
    } finally {
      log.detachAppender(appender);
    }
    assertThat(appender.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getFormattedMessage())
                    .contains("expected")
                    .doesNotContain("S3CRET", "UzND"));
  }

  @Test
  void aRowOfAMegabyteIsRefused() {
    var hashers = preferring(PasswordFormat.MD5);
    assertThat(hashers.verify("pw", "md5$salt$" + "0".repeat(1 << 20))).isFalse();
  }

  @Test
  void aFormatThatIsNotSwitchedOnMatchesNothing() {
    var hashers =
        new PasswordHashers(
            PasswordSettings.standalone().withPbkdf2Iterations(1), new SecureRandom());
    assertThat(hashers.verify("pw", preferring(PasswordFormat.MD5).encode("pw"))).isFalse();
    assertThat(hashers.verify("pw", preferring(PasswordFormat.SCRYPT).encode("pw"))).isTrue();
  }

  @Test
  void whatWasReadPrintsNoSecret() {
    for (var format : PasswordFormat.values()) {
      var hashers = preferring(format);
      var encoded = hashers.encode("pw");
      var hash = encoded.substring(encoded.length() - 6);
      assertThat(hashers.find(encoded).orElseThrow().toString()).doesNotContain(hash);
    }
  }

  @Test
  void settingsBeyondTheirOwnLimitsAreRefused() {
    var settings = PasswordSettings.standalone();
    assertThatThrownBy(() -> settings.withPbkdf2Iterations(10_000_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10000001 pbkdf2 iterations (expected: 1 to 10000000");
    assertThatThrownBy(() -> settings.withBcryptRounds(17))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withArgon2(new Argon2Cost(1, 131_073, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withScrypt(new ScryptCost(1 << 17, 8, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.withFormats(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PasswordFormat.named("sha512"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pbkdf2_sha256, pbkdf2_sha1, argon2");
  }

  @Test
  void besideDjangoNothingIsUpgradedAndStandaloneIsDjango52() {
    assertThat(PasswordSettings.besideDjango().upgrades()).isFalse();
    assertThat(PasswordSettings.standalone().upgrades()).isTrue();
    assertThat(PasswordSettings.standalone().preferred()).isEqualTo(PasswordFormat.PBKDF2_SHA256);
    assertThat(PasswordSettings.standalone().pbkdf2Iterations()).isEqualTo(1_000_000);
  }

  private static List<String> passwords(PasswordFormat format) {
    return PASSWORDS.stream().filter(it -> canBeTaken(it, format)).toList();
  }

  private static boolean canBeTaken(String password, PasswordFormat format) {
    return switch (format) {
      case BCRYPT -> password.indexOf('\0') < 0;
      case CRYPT -> password.indexOf('\0') < 0 && password.length() < 512;
      default -> true;
    };
  }
}
