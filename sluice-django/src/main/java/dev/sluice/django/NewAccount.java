package dev.sluice.django;

import dev.sluice.auth.Account;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** How a new user becomes a row of a table of users. */
final class NewAccount {

  private static final long VERSION_BITS = 0xf000L;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_BITS = 0xc000_0000_0000_0000L;
  private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

  private final UserTable table;
  private final RandomGenerator random;

  NewAccount(UserTable table, RandomGenerator random) {
    this.table = table;
    this.random = random;
  }

  Account insert(NewUser user, String encoded, Instant joined, Transaction transaction)
      throws SQLException {
    try {
      var id = insert(values(user, encoded, joined), transaction);
      return account(id, user, joined);
    } catch (DuplicateRowException e) {
      throw new UsernameTakenException(user.username());
    }
  }

  private String insert(Map<String, Object> values, Transaction transaction) throws SQLException {
    if (table.idType() != IdType.UUID) {
      return String.valueOf(
          transaction.insert(table.idColumn(), sql(values), values.values().toArray()));
    }
    var id = randomUuid();
    values.put(table.idColumn(), id);
    transaction.update(sql(values), values.values().toArray());
    return id.toString();
  }

  private String sql(Map<String, Object> values) {
    return "INSERT INTO \"%s\" (\"%s\") VALUES (%s)"
        .formatted(
            table.name(),
            String.join("\", \"", values.keySet()),
            String.join(", ", Collections.nCopies(values.size(), "?")));
  }

  private Map<String, Object> values(NewUser user, String encoded, Instant joined) {
    var values = new LinkedHashMap<String, Object>();
    if (!table.emailColumn().isEmpty()) {
      values.put(table.emailColumn(), user.email());
    }
    values.put(table.usernameColumn(), user.username());
    values.put("password", encoded);
    for (var field : UserField.values()) {
      if (table.fields().contains(field)) {
        value(field, user, joined).ifPresent(value -> values.put(field.column(), value));
      }
    }
    return values;
  }

  private static Optional<Object> value(UserField field, NewUser user, Instant joined) {
    return switch (field) {
      case FIRST_NAME -> Optional.of(user.firstName());
      case LAST_NAME -> Optional.of(user.lastName());
      case IS_ACTIVE -> Optional.of(user.isActive());
      case IS_STAFF -> Optional.of(user.isStaff());
      case IS_SUPERUSER -> Optional.of(user.isSuperuser());
      case DATE_JOINED -> Optional.of(joined);
      case LAST_LOGIN -> Optional.empty();
    };
  }

  /** What the row says when it is read again. */
  private Account account(String id, NewUser user, Instant joined) {
    var fields = table.fields();
    return new Account(
        id,
        user.username(),
        table.emailColumn().isEmpty() ? "" : user.email(),
        fields.contains(UserField.FIRST_NAME) ? user.firstName() : "",
        fields.contains(UserField.LAST_NAME) ? user.lastName() : "",
        !fields.contains(UserField.IS_ACTIVE) || user.isActive(),
        fields.contains(UserField.IS_STAFF) && user.isStaff(),
        fields.contains(UserField.IS_SUPERUSER) && user.isSuperuser(),
        fields.contains(UserField.DATE_JOINED) ? joined : Instant.EPOCH,
        Optional.empty());
  }

  private UUID randomUuid() {
    var high = (random.nextLong() & ~VERSION_BITS) | VERSION_4;
    var low = (random.nextLong() & ~VARIANT_BITS) | VARIANT_2;
    return new UUID(high, low);
  }
}
