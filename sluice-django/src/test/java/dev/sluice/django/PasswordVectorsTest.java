package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.vectors.Vectors;
import dev.sluice.vectors.Vectors.Case;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each stored password is to us what it is to Django. */
final class PasswordVectorsTest {

  private static final PasswordSettings DJANGO_5_2 =
      PasswordSettings.standalone()
          .withFormats(
              List.of(
                  PasswordFormat.PBKDF2_SHA256,
                  PasswordFormat.PBKDF2_SHA1,
                  PasswordFormat.ARGON2,
                  PasswordFormat.BCRYPT_SHA256,
                  PasswordFormat.BCRYPT,
                  PasswordFormat.SCRYPT,
                  PasswordFormat.MD5));
  private static final PasswordSettings DJANGO_3_2 =
      PasswordSettings.standalone()
          .withPbkdf2Iterations(260_000)
          .withFormats(
              List.of(
                  PasswordFormat.PBKDF2_SHA256,
                  PasswordFormat.PBKDF2_SHA1,
                  PasswordFormat.ARGON2,
                  PasswordFormat.BCRYPT_SHA256,
                  PasswordFormat.BCRYPT,
                  PasswordFormat.MD5,
                  PasswordFormat.SHA1,
                  PasswordFormat.UNSALTED_MD5,
                  PasswordFormat.UNSALTED_SHA1,
                  PasswordFormat.CRYPT));

  static List<Case> django52() {
    return Vectors.of("password_hashes");
  }

  static List<Case> django32() {
    return Vectors.ofDjango32("password_hashes");
  }

  @ParameterizedTest
  @MethodSource("django52")
  void passwordsAreJudgedAsDjango52Does(Case it) {
    judge(it, DJANGO_5_2);
  }

  @ParameterizedTest
  @MethodSource("django32")
  void passwordsAreJudgedAsDjango32Does(Case it) {
    judge(it, DJANGO_3_2);
  }

  private static void judge(Case it, PasswordSettings settings) {
    if (it.at("encoded").isNull()) {
      cannotBeEncoded(it, settings);
      return;
    }
    var hashers = new PasswordHashers(settings, new SecureRandom());
    var encoded = it.text("encoded");
    var isRight = hashers.verify(it.text("password"), encoded);
    var format = PasswordFormat.identify(encoded).filter(settings.formats()::contains);
    var stored = hashers.find(encoded);

    assertThat(isRight).as("ok").isEqualTo(it.at("ok").asBoolean(false));
    assertThat(isRight && hashers.mustUpdate(encoded))
        .as("upgrade")
        .isEqualTo(it.at("upgrade").asBoolean());
    assertThat(PasswordHashers.isUsable(encoded))
        .as("usable")
        .isEqualTo(it.at("usable").asBoolean());
    assertThat(format.map(PasswordFormat::algorithm))
        .as("algorithm")
        .isEqualTo(text(it.at("algorithm")));
    assertThat(stored.map(EncodedPassword::mustUpdate))
        .as("must_update")
        .isEqualTo(flag(it.at("must_update")));
    assertThat(stored.map(PasswordVectorsTest::decoded))
        .as("decoded")
        .isEqualTo(fields(it.at("decoded")));
  }

  private static void cannotBeEncoded(Case it, PasswordSettings settings) {
    assertThat(it.text("encode_error")).isEqualTo("ValueError");
    var format = PasswordFormat.named(it.text("id").split("/", 2)[0]);
    var hashers =
        new PasswordHashers(settings.withPreferred(format).withBcryptRounds(4), new SecureRandom());
    var password = it.text("password");

    assertThatThrownBy(() -> hashers.encode(password)).isInstanceOf(IllegalArgumentException.class);
    assertThat(hashers.verify(password, hashers.encode("a"))).isFalse();
  }

  private static Map<String, @Nullable Object> decoded(EncodedPassword stored) {
    return switch (stored) {
      case Pbkdf2Scheme.Password it ->
          fields(it.scheme().format(), it.hash(), it.salt(), Map.of("iterations", it.iterations()));
      case Argon2Scheme.Password it ->
          fields(
              PasswordFormat.ARGON2,
              it.hash(),
              it.salt(),
              Map.of(
                  "memory_cost", it.cost().memory(),
                  "parallelism", it.cost().parallelism(),
                  "time_cost", it.cost().time(),
                  "variety", it.variety(),
                  "version", it.version()));
      case BcryptScheme.Password it ->
          Map.of(
              "algorithm", it.scheme().format().algorithm(),
              "algostr", it.variety(),
              "checksum", it.checksum(),
              "salt", it.salt(),
              "work_factor", it.rounds());
      case ScryptScheme.Password it ->
          fields(
              PasswordFormat.SCRYPT,
              it.hash(),
              it.salt(),
              Map.of(
                  "work_factor", it.cost().workFactor(),
                  "block_size", it.cost().blockSize(),
                  "parallelism", it.cost().parallelism()));
      case DigestScheme.Password it -> fields(it.scheme().format(), it.hash(), it.salt(), Map.of());
      case UnsaltedScheme.Password it ->
          fields(it.scheme().format(), unsaltedHash(it), null, Map.of());
      case CryptScheme.Password it -> fields(PasswordFormat.CRYPT, it.hash(), it.salt(), Map.of());
      default -> throw new AssertionError("a format without a golden case: " + stored);
    };
  }

  /** Django leaves the beginning of MD5 in the hash, and takes that of SHA-1 away. */
  private static String unsaltedHash(UnsaltedScheme.Password it) {
    return it.scheme().format() == PasswordFormat.UNSALTED_MD5
        ? it.beginning() + it.hash()
        : it.hash();
  }

  private static Map<String, @Nullable Object> fields(
      PasswordFormat format, String hash, @Nullable String salt, Map<String, Object> more) {
    var fields = new HashMap<String, @Nullable Object>(more);
    fields.put("algorithm", format.algorithm());
    fields.put("hash", hash);
    fields.put("salt", salt);
    return fields;
  }

  private static Optional<Map<String, @Nullable Object>> fields(JsonNode node) {
    if (!node.isObject()) {
      return Optional.empty();
    }
    var fields = new HashMap<String, @Nullable Object>();
    node.properties().forEach(it -> fields.put(it.getKey(), value(it.getValue())));
    return Optional.of(fields);
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    return node.isInt() ? (Object) node.asInt() : node.asString();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.asString()) : Optional.empty();
  }

  private static Optional<Boolean> flag(JsonNode node) {
    return node.isBoolean() ? Optional.of(node.asBoolean()) : Optional.empty();
  }
}
