package dev.sluice.django;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table in which a Django site keeps its users (the one of its {@code AUTH_USER_MODEL}).
 *
 * <pre>{@code
 * UserTable.ofAbstractUser("accounts_user").withId("id", IdType.UUID).withUsername("email");
 * UserTable.ofAbstractBaseUser("shop_member", "phone").withEmail("mail");
 * }</pre>
 *
 * @param name the table
 * @param model the class of Django in lower case, which the columns of its groups and permissions
 *     are named after
 * @param idColumn the primary key
 * @param usernameColumn the column of Django's {@code USERNAME_FIELD}
 * @param emailColumn the column of Django's {@code EMAIL_FIELD}, which may be the username's too;
 *     empty if there is none
 * @param fields which of the other columns there are
 */
public record UserTable(
    String name,
    String model,
    String idColumn,
    IdType idType,
    String usernameColumn,
    String emailColumn,
    Set<UserField> fields) {

  private static final Pattern NAME = Pattern.compile("[^\"\\p{C}]{1,64}");

  /** Checks the names. */
  public UserTable {
    fields = Set.copyOf(fields);
    require("table", name);
    require("model", model);
    require("id column", idColumn);
    require("username column", usernameColumn);
    if (!emailColumn.isEmpty()) {
      require("e-mail column", emailColumn);
    }
  }

  /** Returns Django's own, {@code auth_user}. */
  public static UserTable django() {
    return ofAbstractUser("auth_user").withId("id", IdType.INT);
  }

  /**
   * Returns that of a subclass of Django's {@code AbstractUser}, with everything it has, and
   * numbers of Django's {@code BigAutoField}. The model's name is what stands after the last
   * underscore.
   */
  public static UserTable ofAbstractUser(String name) {
    return new UserTable(
        name, modelIn(name), "id", IdType.BIGINT, "username", "email", UserField.ALL);
  }

  /**
   * Returns that of a subclass of Django's {@code AbstractBaseUser}, which has nothing but a key, a
   * name, a password and {@code last_login}.
   */
  public static UserTable ofAbstractBaseUser(String name, String usernameColumn) {
    return new UserTable(
        name, modelIn(name), "id", IdType.BIGINT, usernameColumn, "", Set.of(UserField.LAST_LOGIN));
  }

  /** Returns one with another primary key. */
  public UserTable withId(String column, IdType type) {
    return new UserTable(name, model, column, type, usernameColumn, emailColumn, fields);
  }

  /** Returns one whose users log in with another column. */
  public UserTable withUsername(String column) {
    return new UserTable(name, model, idColumn, idType, column, emailColumn, fields);
  }

  /** Returns one with another column for e-mail addresses; empty if there is none. */
  public UserTable withEmail(String column) {
    return new UserTable(name, model, idColumn, idType, usernameColumn, column, fields);
  }

  /** Returns one with these of the other columns, and no more. */
  public UserTable withFields(Set<UserField> others) {
    return new UserTable(name, model, idColumn, idType, usernameColumn, emailColumn, others);
  }

  /** Returns one whose class in Django has another name. */
  public UserTable withModel(String other) {
    return new UserTable(name, other, idColumn, idType, usernameColumn, emailColumn, fields);
  }

  /** Whether its users have groups and permissions. */
  boolean hasPermissions() {
    return fields.contains(UserField.IS_SUPERUSER);
  }

  String groupsTable() {
    return name + "_groups";
  }

  String permissionsTable() {
    return name + "_user_permissions";
  }

  /** The column of those two tables that says whose a row is. */
  String memberColumn() {
    return model + "_id";
  }

  boolean isEmailTheUsername() {
    return emailColumn.equals(usernameColumn);
  }

  private static String modelIn(String table) {
    return table.substring(table.lastIndexOf('_') + 1);
  }

  private static void require(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the %s of the users is \"%s\" (expected: 1 to 64 characters, none of them a double quote)"
              .formatted(what, name.replaceAll("\\p{C}", "?")));
    }
  }
}
