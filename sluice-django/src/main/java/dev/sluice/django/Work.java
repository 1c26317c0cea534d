package dev.sluice.django;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Something to do with a database. */
@FunctionalInterface
public interface Work<S extends Statements, T extends @Nullable Object> {

  /** Does it, using the statements only until it returns. */
  T run(S statements) throws SQLException;
}
