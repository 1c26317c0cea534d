package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import dev.sluice.django.DatabaseUrl.Server;
import java.net.URLEncoder;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A driver for one kind of database server, and what it is told unless the URL says otherwise.
 *
 * @param prefix how the driver's URLs begin
 * @param options what the driver is told
 * @param firstStatement what each new connection executes; empty for nothing
 */
record ServerDriver(
    Driver driver,
    String prefix,
    Dialect dialect,
    Map<String, String> options,
    String firstStatement) {

  private static final Map<String, String> POSTGRESQL_OPTIONS =
      Map.of(
          "ApplicationName", "sluice",
          "connectTimeout", "5",
          "logServerErrorDetail", "false",
          "prepareThreshold", "1",
          "socketTimeout", "30",
          "tcpKeepAlive", "true");
  private static final Map<String, String> MYSQL_OPTIONS =
      Map.of(
          "cachePrepStmts", "true",
          "connectTimeout", "5000",
          "socketTimeout", "30000",
          "useServerPrepStmts", "true");
  private static final String ANSI_QUOTES =
      "SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES,STRICT_TRANS_TABLES')";

  /**
   * Finds the driver for a server.
   *
   * @param zone where the times are that it keeps without a zone
   * @throws DatabaseUrlException if it is not among {@code drivers}
   */
  static ServerDriver of(Server url, Stream<Driver> drivers, ZoneId zone) {
    return switch (url.product()) {
      case POSTGRESQL ->
          new ServerDriver(
              named("org.postgresql.Driver", "org.postgresql:postgresql", url, drivers),
              "jdbc:postgresql",
              new PostgresqlDialect(),
              POSTGRESQL_OPTIONS,
              "");
      case MYSQL ->
          new ServerDriver(
              named(
                  "org.mariadb.jdbc.Driver", "org.mariadb.jdbc:mariadb-java-client", url, drivers),
              "jdbc:mariadb",
              new MysqlDialect(zone),
              MYSQL_OPTIONS,
              ANSI_QUOTES);
    };
  }

  private static Driver named(
      String className, String library, Server url, Stream<Driver> drivers) {
    return drivers
        .filter(it -> it.getClass().getName().equals(className))
        .findFirst()
        .orElseThrow(
            () ->
                new DatabaseUrlException(
                    "%s cannot be opened: its driver %s is missing (expected: the library %s on the class path); add it to the program's dependencies"
                        .formatted(url, className, library)));
  }

  /**
   * Returns how a pool of connections is made, none of them before it is needed.
   *
   * @throws DatabaseUrlException if the URL has an option that the driver does not know
   */
  HikariConfig pool(Server url, DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("sluice-database");
    config.setDriverClassName(driver.getClass().getName());
    config.setJdbcUrl(address(url));
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(0);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setInitializationFailTimeout(-1);
    if (!firstStatement.isEmpty()) {
      config.setConnectionInitSql(firstStatement);
    }
    allOptions(url).forEach(config::addDataSourceProperty);
    return config;
  }

  /** Without the account and the options, which are told apart from it. */
  private String address(Server url) {
    var name = URLEncoder.encode(url.name(), UTF_8).replace("+", "%20");
    return "%s://%s:%d/%s".formatted(prefix, url.host(), url.port(), name);
  }

  private Map<String, String> allOptions(Server url) {
    var known = knownOptions(url);
    var all = new LinkedHashMap<>(options);
    url.options()
        .forEach(
            (name, value) -> {
              if (known.stream().noneMatch(name::equals)) {
                throw new DatabaseUrlException(
                    "%s has the option \"%s\" (expected: one of the driver's, such as %s)"
                        .formatted(url, name, String.join(", ", known)));
              }
              all.put(name, value);
            });
    return all;
  }

  private List<String> knownOptions(Server url) {
    try {
      return Arrays.stream(driver.getPropertyInfo(address(url), new Properties()))
          .map((DriverPropertyInfo it) -> it.name)
          .sorted()
          .toList();
    } catch (SQLException e) {
      throw new DatabaseUrlException(
          "%s cannot be opened: its driver does not understand it (expected: %s://user:password@host/name)"
              .formatted(url, url.product().scheme()));
    }
  }
}
