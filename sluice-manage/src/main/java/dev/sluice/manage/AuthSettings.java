package dev.sluice.manage;

import dev.sluice.auth.ModelBackend;
import dev.sluice.django.IdType;
import dev.sluice.django.UserField;
import dev.sluice.django.UserTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings that make an {@link AuthConfig}, but for that of the backends. */
final class AuthSettings {

  private static final UserTable STANDARD = UserTable.django();
  private static final Set<String> KNOWN_BACKENDS =
      Set.of(ModelBackend.PATH, ModelBackend.ALL_USERS_PATH);
  private static final Pattern KEYWORD = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final String COLUMNS =
      Arrays.stream(UserField.values()).map(AuthSettings::word).collect(Collectors.joining(","));

  static final Setting<List<String>> BACKENDS =
      Setting.of(
          "authentication_backends",
          new Kind<>(
              "a list of %s and %s; a program passes others to Authentication.of"
                  .formatted(ModelBackend.PATH, ModelBackend.ALL_USERS_PATH),
              Kind.Shape.LIST,
              AuthSettings::backends),
          ModelBackend.PATH,
          "`AUTHENTICATION_BACKENDS`: who knows users and passwords, in this order.");

  private static final Setting<String> TABLE =
      Setting.of(
          "users.table",
          Kinds.TEXT,
          STANDARD.name(),
          "The table of `AUTH_USER_MODEL`. One of the site's own is made by its `manage.py"
              + " migrate` only.");

  private static final Setting<String> MODEL =
      Setting.of(
          "users.model",
          Kinds.TEXT,
          "",
          "Its class in lower case, which columns of other tables are named after; empty for what"
              + " stands behind the last `_` of the table.");

  private static final Setting<String> ID_COLUMN =
      Setting.of("users.id_column", Kinds.TEXT, STANDARD.idColumn(), "Its primary key.");

  private static final Setting<IdType> ID_TYPE =
      Setting.of(
          "users.id_type",
          Kinds.choice(IdType.class),
          "int",
          "What the key is: `int` of an `AutoField`, `bigint` of a `BigAutoField`, `uuid`.");

  private static final Setting<String> USERNAME_COLUMN =
      Setting.of(
          "users.username_column",
          Kinds.TEXT,
          STANDARD.usernameColumn(),
          "`USERNAME_FIELD`: the column that users log in with.");

  private static final Setting<String> EMAIL_COLUMN =
      Setting.of(
          "users.email_column",
          Kinds.TEXT,
          STANDARD.emailColumn(),
          "`EMAIL_FIELD`, which may be the same; empty if there is none.");

  private static final Setting<Set<UserField>> OTHER_COLUMNS =
      Setting.of(
          "users.columns",
          new Kind<>(
              "a list of some of " + COLUMNS.replace(",", ", "),
              Kind.Shape.LIST,
              AuthSettings::columns),
          COLUMNS,
          "Which others there are: an `AbstractUser` has all, an `AbstractBaseUser` `last_login`.");

  private static final Setting<String> KEYWORD_OF_TOKENS =
      Setting.of(
          "tokens.keyword",
          Kind.ofText("one word such as Token or Bearer", Kind.Shape.QUOTED, AuthSettings::keyword),
          "Token",
          "`TokenAuthentication.keyword`: what stands before a token in the header"
              + " `Authorization`.");

  static final List<Setting<?>> ALL =
      List.of(
          TABLE,
          MODEL,
          ID_COLUMN,
          ID_TYPE,
          USERNAME_COLUMN,
          EMAIL_COLUMN,
          OTHER_COLUMNS,
          KEYWORD_OF_TOKENS);

  private AuthSettings() {}

  static AuthConfig read(Values values) {
    return new AuthConfig(users(values), values.get(BACKENDS), values.get(KEYWORD_OF_TOKENS));
  }

  private static UserTable users(Values values) {
    var table =
        UserTable.ofAbstractUser(values.get(TABLE))
            .withId(values.get(ID_COLUMN), values.get(ID_TYPE))
            .withUsername(values.get(USERNAME_COLUMN))
            .withEmail(values.get(EMAIL_COLUMN))
            .withFields(values.get(OTHER_COLUMNS));
    var model = values.get(MODEL);
    return model.isEmpty() ? table : table.withModel(model);
  }

  private static List<String> backends(Raw raw) {
    var paths = Kinds.LIST.parser().apply(raw);
    if (paths.isEmpty() || !KNOWN_BACKENDS.containsAll(paths)) {
      throw new IllegalArgumentException("not known: " + paths);
    }
    return paths;
  }

  private static Set<UserField> columns(Raw raw) {
    return Kinds.LIST.parser().apply(raw).stream()
        .map(word -> UserField.valueOf(word.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String word(UserField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  private static String keyword(String text) {
    if (!KEYWORD.matcher(text).matches()) {
      throw new IllegalArgumentException("no word: " + text);
    }
    return text;
  }
}
