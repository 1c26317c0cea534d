package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.django.DatabaseUrl.Product;
import dev.sluice.django.DatabaseUrl.Server;
import dev.sluice.django.DatabaseUrl.Sqlite;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Takes a database URL apart, and never repeats it in an error, since it may hold a password. */
final class DatabaseUrlParser {

  private static final String KNOWN = "sqlite, postgresql, postgres, mysql or mariadb";
  private static final int HIGHEST_PORT = 65_535;

  private DatabaseUrlParser() {}

  static DatabaseUrl parse(String text) {
    var end = text.indexOf("://");
    if (end < 0) {
      throw new DatabaseUrlException(
          "the database URL does not start with a scheme and \"://\" (expected: %s; such as sqlite:///db.sqlite3)"
              .formatted(KNOWN));
    }
    var scheme = text.substring(0, end).toLowerCase(Locale.ROOT);
    var rest = text.substring(end + 3);
    return switch (scheme) {
      case "sqlite" -> sqlite(rest);
      case "postgresql", "postgres" -> server(Product.POSTGRESQL, rest);
      case "mysql", "mariadb" -> server(Product.MYSQL, rest);
      default ->
          throw new DatabaseUrlException(
              "the database URL has the scheme \"%s\" (expected: %s; such as sqlite:///db.sqlite3)"
                  .formatted(scheme, KNOWN));
    };
  }

  private static Sqlite sqlite(String rest) {
    if (rest.isEmpty() || rest.equals(Sqlite.MEMORY) || rest.equals("/" + Sqlite.MEMORY)) {
      return new Sqlite(Sqlite.MEMORY);
    }
    if (!rest.startsWith("/")) {
      throw new DatabaseUrlException(
          "sqlite://%s has a host where its path should be (expected: sqlite:///%s, or four slashes before an absolute path)"
              .formatted(rest, rest));
    }
    var file = decoded("path", rest.substring(1));
    if (file.isEmpty() || rest.indexOf('?') >= 0 || file.indexOf('?') >= 0) {
      throw new DatabaseUrlException(
          "sqlite://%s does not name a file (expected: a path after the third slash, without a question mark; such as sqlite:///db.sqlite3)"
              .formatted(rest));
    }
    return new Sqlite(file);
  }

  private static Server server(Product product, String rest) {
    var question = rest.indexOf('?');
    var options = question < 0 ? "" : rest.substring(question + 1);
    var location = question < 0 ? rest : rest.substring(0, question);
    var at = location.lastIndexOf('@');
    var account = at < 0 ? "" : location.substring(0, at);
    var address = location.substring(at + 1);
    var slash = address.indexOf('/');
    var name = slash < 0 ? "" : decoded("database name", address.substring(slash + 1));
    if (name.isEmpty()) {
      throw new DatabaseUrlException(
          "the %s URL names no database (expected: %s://user:password@host/name)"
              .formatted(product.scheme(), product.scheme()));
    }
    var colon = account.indexOf(':');
    var user = decoded("user", colon < 0 ? account : account.substring(0, colon));
    var password = colon < 0 ? "" : decoded("password", account.substring(colon + 1));
    var host = slash < 0 ? address : address.substring(0, slash);
    return new Server(
        product, user, password, host(host), port(host, product), name, options(options));
  }

  private static String host(String address) {
    var colon = portColon(address);
    var host = colon < 0 ? address : address.substring(0, colon);
    return host.isEmpty() ? "localhost" : decoded("host", host);
  }

  private static int port(String address, Product product) {
    var colon = portColon(address);
    if (colon < 0) {
      return product.defaultPort();
    }
    var port = address.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
      throw new DatabaseUrlException(
          "the port in the %s URL is \"%s\" (expected: a number from 1 to %d, or no colon)"
              .formatted(product.scheme(), port, HIGHEST_PORT));
    }
    return Integer.parseInt(port);
  }

  /** The colon before the port, which is none of those inside {@code [::1]}; or -1. */
  private static int portColon(String address) {
    var colon = address.lastIndexOf(':');
    return colon > address.lastIndexOf(']') ? colon : -1;
  }

  private static Map<String, String> options(String query) {
    var options = new LinkedHashMap<String, String>();
    for (var option : query.split("&", -1)) {
      var equals = option.indexOf('=');
      if (equals > 0) {
        options.put(
            decoded("options", option.substring(0, equals)),
            decoded("options", option.substring(equals + 1)));
      }
    }
    return options;
  }

  private static String decoded(String part, String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DatabaseUrlException(
          "the %s in the database URL has a stray %% (expected: two hex digits after it; a %% itself is written %%25)"
              .formatted(part));
    }
  }
}
