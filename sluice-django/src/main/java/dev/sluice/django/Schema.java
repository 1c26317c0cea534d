package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;

/** Makes the tables that a file of this package describes. */
final class Schema {

  private Schema() {}

  static void create(String file, Transaction transaction) throws SQLException {
    for (var statement : text(file).replaceAll("(?m)^--.*\n", "").split(";", -1)) {
      if (!statement.isBlank()) {
        transaction.update(onOneLine(statement.strip()));
      }
    }
  }

  /** SQLite keeps the text of a definition; this way it is Django's to the letter. */
  private static String onOneLine(String statement) {
    return statement.replaceAll("\\(\n *", "(").replaceAll("\n\\)", ")").replaceAll("\n *", " ");
  }

  private static String text(String file) {
    try (var stream = Schema.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(stream, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
