package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ManyValuesTest {

  private static final String NUMBERS =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"
          + " SELECT i FROM n WHERE i IN (%s)";

  private final Site site = Site.inMemory();

  @AfterEach
  void close() {
    site.close();
  }

  /** Ten thousand sessions and their ten thousand users are ten statements, of twenty allowed. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "16, 1", "17, 1", "2048, 1", "2049, 2", "10000, 5"})
  void asksAboutManyValuesInFewStatements(int values, int statements) {
    var counted = new AtomicInteger();
    var asked = LongStream.rangeClosed(1, values).boxed().toList();

    var found =
        site.database.call(
            "look",
            all ->
                ManyValues.select(
                    new Counting(all, counted), row -> row.number(1), NUMBERS, asked));

    assertThat(found).containsExactlyInAnyOrderElementsOf(asked);
    assertThat(counted).hasValue(statements);
  }

  private record Counting(Statements statements, AtomicInteger count) implements Statements {

    @Override
    public <T> List<T> all(RowReader<T> reader, String sql, @Nullable Object... values)
        throws SQLException {
      count.incrementAndGet();
      return statements.all(reader, sql, values);
    }

    @Override
    public <T> Optional<T> first(RowReader<T> reader, String sql, @Nullable Object... values)
        throws SQLException {
      count.incrementAndGet();
      return statements.first(reader, sql, values);
    }

    @Override
    public int update(String sql, @Nullable Object... values) throws SQLException {
      count.incrementAndGet();
      return statements.update(sql, values);
    }

    @Override
    public long insert(String idColumn, String sql, @Nullable Object... values)
        throws SQLException {
      count.incrementAndGet();
      return statements.insert(idColumn, sql, values);
    }
  }
}
