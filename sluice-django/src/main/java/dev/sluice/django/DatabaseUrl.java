package dev.sluice.django;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a database is, written the way Django's users write it. */
public sealed interface DatabaseUrl {

  /**
   * Reads {@code sqlite:///relative/path}, {@code sqlite:////absolute/path}, {@code
   * sqlite://:memory:}, {@code postgresql://user:password@host:port/name} or {@code mysql://...};
   * {@code postgres} and {@code mariadb} are understood too. Everything may be percent-encoded.
   *
   * @throws DatabaseUrlException if it is none of these
   */
  static DatabaseUrl parse(String text) {
    return DatabaseUrlParser.parse(text);
  }

  /**
   * A SQLite file.
   *
   * @param file the path, relative to the working directory or absolute, or {@code :memory:}
   */
  record Sqlite(String file) implements DatabaseUrl {

    static final String MEMORY = ":memory:";

    /** Whether the database lives and dies with the one connection to it. */
    public boolean inMemory() {
      return file.equals(MEMORY);
    }

    /** Returns the URL. */
    @Override
    public String toString() {
      return inMemory() ? "sqlite://" + MEMORY : "sqlite:///" + file;
    }
  }

  /**
   * A database on a server.
   *
   * @param password a secret; empty if there is none
   * @param port from 1 to 65535
   * @param options what stands behind the question mark
   */
  record Server(
      Product product,
      String user,
      String password,
      String host,
      int port,
      String name,
      Map<String, String> options)
      implements DatabaseUrl {

    /** Copies the options. */
    public Server {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** Returns the URL with stars for the password and without the options' values. */
    @Override
    public String toString() {
      var secret = password.isEmpty() ? "" : ":***";
      var account = user.isEmpty() && secret.isEmpty() ? "" : user + secret + "@";
      var names = options.isEmpty() ? "" : "?" + String.join("&", options.keySet());
      return "%s://%s%s:%d/%s%s".formatted(product.scheme(), account, host, port, name, names);
    }
  }

  /** The kinds of database server that a URL can name. */
  enum Product {
    /** PostgreSQL. */
    POSTGRESQL("postgresql", 5432),
    /** MySQL or MariaDB. */
    MYSQL("mysql", 3306);

    private final String scheme;
    private final int defaultPort;

    Product(String scheme, int defaultPort) {
      this.scheme = scheme;
      this.defaultPort = defaultPort;
    }

    /** The first word of its URLs. */
    public String scheme() {
      return scheme;
    }

    /** The port it listens on unless told otherwise. */
    public int defaultPort() {
      return defaultPort;
    }
  }
}
