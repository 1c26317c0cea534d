package dev.sluice.django;

import java.util.List;
import java.util.stream.Stream;

/**
 * What Django 5.2 and Django REST framework 3.16 know of the applications whose tables we share.
 */
final class DjangoApps {

  /** In the order in which Django applies them. */
  static final List<Migration> MIGRATIONS =
      List.of(
          new Migration("contenttypes", "0001_initial"),
          new Migration("contenttypes", "0002_remove_content_type_name"),
          new Migration("auth", "0001_initial"),
          new Migration("auth", "0002_alter_permission_name_max_length"),
          new Migration("auth", "0003_alter_user_email_max_length"),
          new Migration("auth", "0004_alter_user_username_opts"),
          new Migration("auth", "0005_alter_user_last_login_null"),
          new Migration("auth", "0006_require_contenttypes_0002"),
          new Migration("auth", "0007_alter_validators_add_error_messages"),
          new Migration("auth", "0008_alter_user_username_max_length"),
          new Migration("auth", "0009_alter_user_last_name_max_length"),
          new Migration("auth", "0010_alter_group_name_max_length"),
          new Migration("auth", "0011_update_proxy_permissions"),
          new Migration("auth", "0012_alter_user_first_name_max_length"),
          new Migration("authtoken", "0001_initial"),
          new Migration("authtoken", "0002_auto_20160226_1747"),
          new Migration("authtoken", "0003_tokenproxy"),
          new Migration("authtoken", "0004_alter_tokenproxy_options"),
          new Migration("sessions", "0001_initial"));

  /** In the order in which Django's {@code post_migrate} numbers them. */
  static final List<Model> MODELS =
      List.of(
          new Model("auth", "permission", "permission"),
          new Model("auth", "group", "group"),
          new Model("auth", "user", "user"),
          new Model("contenttypes", "contenttype", "content type"),
          new Model("sessions", "session", "session"),
          new Model("authtoken", "token", "Token"),
          new Model("authtoken", "tokenproxy", "Token"));

  static final String TOKEN_TABLE = "authtoken_token";

  /** Is there if the site has Django's admin. */
  static final String ADMIN_LOG_TABLE = "django_admin_log";

  /** The tables that do not depend on what users are. */
  private static final List<String> COMMON_TABLES =
      List.of(
          "auth_group",
          "auth_group_permissions",
          "auth_permission",
          "django_content_type",
          "django_migrations",
          "django_session");

  private DjangoApps() {}

  /**
   * Returns the tables of a site with these users, without that of the tokens, the users' first.
   */
  static List<String> tables(UserTable users) {
    var own =
        users.hasPermissions()
            ? Stream.of(users.name(), users.groupsTable(), users.permissionsTable())
            : Stream.of(users.name());
    return Stream.concat(own, COMMON_TABLES.stream()).toList();
  }

  /** A class of things that users have permissions on; its label is what people call it. */
  record Model(String app, String name, String label) {

    Stream<Permission> permissions() {
      return Stream.of("add", "change", "delete", "view")
          .map(verb -> new Permission(verb + "_" + name, "Can " + verb + " " + label));
    }
  }

  /** Something users may be allowed to do. */
  record Permission(String codename, String name) {}
}
