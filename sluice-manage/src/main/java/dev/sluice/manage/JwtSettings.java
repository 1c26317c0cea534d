package dev.sluice.manage;

import dev.sluice.django.UserTable;
import dev.sluice.jwt.JwtAlgorithm;
import dev.sluice.jwt.JwtNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The settings that make {@link JwtOptions}. */
final class JwtSettings {

  private static final JwtNames STANDARD = JwtNames.defaults();

  private static final Setting<JwtAlgorithm> ALGORITHM =
      Setting.of(
          "jwt.algorithm",
          Kind.ofText(
              "one of HS, RS, PS or ES with 256, 384 or 512, such as HS256",
              Kind.Shape.QUOTED,
              text -> JwtAlgorithm.valueOf(text.strip().toUpperCase(Locale.ROOT))),
          JwtAlgorithm.HS256.name(),
          "`ALGORITHM`: the only one that tokens may be signed with.");

  private static final Setting<String> SIGNING_KEY =
      Setting.of(
              "jwt.signing_key",
              Kinds.TEXT,
              "",
              "`SIGNING_KEY`: a secret, or a private key in PEM; empty for `secret_key`, or, where"
                  + " keys are pairs, to read tokens and make none.")
          .secret();

  private static final Setting<String> SIGNING_KEY_FILE =
      Setting.of("jwt.signing_key_file", Kinds.TEXT, "", "The same from a file.");

  private static final Setting<String> VERIFYING_KEY =
      Setting.of(
          "jwt.verifying_key",
          Kinds.TEXT,
          "",
          "`VERIFYING_KEY`: a public key in PEM, where keys are pairs.");

  private static final Setting<String> VERIFYING_KEY_FILE =
      Setting.of("jwt.verifying_key_file", Kinds.TEXT, "", "The same from a file.");

  private static final Setting<List<String>> AUDIENCE =
      Setting.of(
          "jwt.audience",
          Kinds.LIST,
          "",
          "`AUDIENCE`: a token must be for one of them; empty if that does not matter.");

  private static final Setting<String> ISSUER =
      Setting.of(
          "jwt.issuer",
          Kinds.TEXT,
          "",
          "`ISSUER`: who must have made a token; empty if that does not matter.");

  private static final Setting<Duration> LEEWAY =
      Setting.of(
          "jwt.leeway", Kinds.DURATION_OR_ZERO, "0s", "`LEEWAY`: how far clocks may differ.");

  private static final Setting<Duration> ACCESS_TOKEN_LIFETIME =
      Setting.of("jwt.access_token_lifetime", Kinds.DURATION, "5m", "`ACCESS_TOKEN_LIFETIME`.");

  private static final Setting<Duration> REFRESH_TOKEN_LIFETIME =
      Setting.of("jwt.refresh_token_lifetime", Kinds.DURATION, "1d", "`REFRESH_TOKEN_LIFETIME`.");

  private static final Setting<String> USER_ID_FIELD =
      Setting.of(
          "jwt.user_id_field",
          Kinds.TEXT,
          "",
          "`USER_ID_FIELD`: the column that tokens name users by, `users.username_column`,"
              + " `users.email_column` or, as when empty, `users.id_column`. Others need a"
              + " `UserStore` of your own.");

  private static final Setting<String> USER_ID_CLAIM =
      Setting.of("jwt.user_id_claim", Kinds.TEXT, STANDARD.userId(), "`USER_ID_CLAIM`.");

  private static final Setting<String> TOKEN_TYPE_CLAIM =
      Setting.of(
          "jwt.token_type_claim",
          Kinds.TEXT,
          STANDARD.tokenType(),
          "`TOKEN_TYPE_CLAIM`; empty if tokens have no type.");

  private static final Setting<String> JTI_CLAIM =
      Setting.of(
          "jwt.jti_claim",
          Kinds.TEXT,
          STANDARD.tokenId(),
          "`JTI_CLAIM`; empty if tokens need no id.");

  static final List<Setting<?>> ALL =
      List.of(
          ALGORITHM,
          SIGNING_KEY,
          SIGNING_KEY_FILE,
          VERIFYING_KEY,
          VERIFYING_KEY_FILE,
          AUDIENCE,
          ISSUER,
          LEEWAY,
          ACCESS_TOKEN_LIFETIME,
          REFRESH_TOKEN_LIFETIME,
          USER_ID_FIELD,
          USER_ID_CLAIM,
          TOKEN_TYPE_CLAIM,
          JTI_CLAIM);

  private JwtSettings() {}

  /** Reads all; relative paths begin in {@code folder}. */
  static JwtOptions read(Values values, UserTable users, Path folder) {
    return new JwtOptions(
        values.get(ALGORITHM),
        key(values, SIGNING_KEY, SIGNING_KEY_FILE, folder),
        key(values, VERIFYING_KEY, VERIFYING_KEY_FILE, folder),
        new JwtNames(
            values.get(USER_ID_CLAIM), values.get(TOKEN_TYPE_CLAIM), values.get(JTI_CLAIM)),
        userIdField(values.get(USER_ID_FIELD), users),
        values.get(AUDIENCE),
        values.get(ISSUER),
        values.get(LEEWAY),
        values.get(ACCESS_TOKEN_LIFETIME),
        values.get(REFRESH_TOKEN_LIFETIME));
  }

  /** Whether nobody said anything about tokens of this kind. */
  static boolean areUntouched(Values values) {
    return ALL.stream()
        .allMatch(setting -> values.given(setting).source() instanceof Source.Default);
  }

  private static JwtOptions.Key key(
      Values values, Setting<String> text, Setting<String> file, Path folder) {
    var key = values.get(text);
    var path = values.get(file);
    if (!key.isEmpty() && !path.isEmpty()) {
      throw new ConfigurationException(
          "%s and %s are both set (expected: one of them)".formatted(text.key(), file.key()));
    }
    if (!path.isEmpty()) {
      return new JwtOptions.Key.File(folder.resolve(path));
    }
    return key.isEmpty() ? new JwtOptions.Key.None() : new JwtOptions.Key.Text(key);
  }

  private static String userIdField(String column, UserTable users) {
    if (column.isEmpty() || column.equals(users.idColumn())) {
      return users.idColumn();
    }
    var others =
        Stream.of(users.usernameColumn(), users.emailColumn()).filter(it -> !it.isEmpty()).toList();
    if (others.contains(column)) {
      return column;
    }
    throw new ConfigurationException(
        "jwt.user_id_field is \"%s\" (expected: %s, %s; for another, pass JwtAuthentication a UserStore that looks there, and tell JwtIssuer.withUserId)"
            .formatted(column, users.idColumn(), String.join(", ", others)));
  }
}
