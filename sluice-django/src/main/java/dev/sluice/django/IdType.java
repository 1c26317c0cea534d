package dev.sluice.django;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of primary key that Django's users have. */
public enum IdType {
  /** A whole number up to 2147483647, Django's {@code AutoField}. */
  INT {
    @Override
    Optional<Object> value(String text) {
      return BIGINT.value(text).filter(it -> (Long) it <= Integer.MAX_VALUE);
    }
  },
  /** A whole number up to 9223372036854775807, Django's {@code BigAutoField}. */
  BIGINT {
    @Override
    Optional<Object> value(String text) {
      if (!DIGITS.matcher(text).matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(Long.parseLong(text));
      } catch (NumberFormatException e) { // of those with 19 digits some are too large
        return Optional.empty();
      }
    }
  },
  /** A UUID, Django's {@code UUIDField}. */
  UUID {
    @Override
    Optional<Object> value(String text) {
      return HEX.matcher(text).matches() ? Optional.of(uuid(text)) : Optional.empty();
    }

    @Override
    String text(Row row, int column) throws SQLException {
      return uuid(row.text(column)).toString();
    }
  };

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");
  private static final Pattern HEX =
      Pattern.compile("[0-9a-fA-F]{8}(-?)[0-9a-fA-F]{4}(\\1[0-9a-fA-F]{4}){3}[0-9a-fA-F]{8}");

  /** Returns the value to look for; empty for a text that no primary key has. */
  abstract Optional<Object> value(String text);

  /** Returns a primary key the way Django writes it into a session. */
  String text(Row row, int column) throws SQLException {
    return String.valueOf(row.number(column));
  }

  /** Returns the value to look for; throws for a text that no primary key has. */
  final Object require(String text) {
    return value(text).orElseThrow(() -> new NoSuchUserException(text));
  }

  /** Returns a UUID the way Django keeps it where the database has no type for it. */
  static String hex(java.util.UUID value) {
    return value.toString().replace("-", "");
  }

  private static java.util.UUID uuid(String text) {
    var hex = text.replace("-", "").toLowerCase(Locale.ROOT);
    return new java.util.UUID(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }
}
