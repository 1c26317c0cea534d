package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = open("test.db", Duration.ofMinutes(1));
    update("CREATE TABLE counter (name text PRIMARY KEY, count integer NOT NULL)");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void workRunsOnPlatformThreadsWhoeverAsksForIt() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var thread = executor.submit(() -> database.call("look", _ -> Thread.currentThread())).get();
      assertThat(thread.isVirtual()).isFalse();
      assertThat(thread.isDaemon()).isTrue();
    }
  }

  @Test
  void aTransactionThatFailsLeavesNothing() {
    for (var i = 0; i < 10; i++) {
      assertThatThrownBy(
              () ->
                  database.transaction(
                      "add",
                      transaction -> {
                        transaction.update("INSERT INTO counter VALUES ('a', 1)");
                        throw new IllegalArgumentException("enough");
                      }))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("enough");
    }
    assertThat(count()).isZero();
    update("INSERT INTO counter VALUES ('a', 1)");
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void writersWaitForEachOther() {
    update("INSERT INTO counter VALUES ('a', 0)");
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 200; i++) {
        executor.execute(() -> database.transaction("count", DatabaseTest::increment));
      }
    }
    assertThat(count()).isEqualTo(200);
  }

  private static int increment(Transaction transaction) throws java.sql.SQLException {
    var count = transaction.first(row -> row.number(1), "SELECT count FROM counter").orElseThrow();
    return transaction.update("UPDATE counter SET count = ?", count + 1);
  }

  @Test
  void aWriterElsewhereThatTakesTooLongIsAnError() throws Exception {
    var written = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    try (var other = open("test.db", Duration.ofMillis(20));
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var writing =
          executor.submit(
              () ->
                  database.transaction(
                      "write slowly",
                      transaction -> {
                        transaction.update("INSERT INTO counter VALUES ('a', 1)");
                        written.countDown();
                        return await(refused);
                      }));
      written.await();
      assertThatThrownBy(() -> other.transaction("write", DatabaseTest::increment))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("could not write in sqlite:///")
          .hasMessageContaining("locked");
      refused.countDown();
      assertThat(writing.get()).isTrue();
      assertThat(other.<Integer>transaction("write", DatabaseTest::increment)).isEqualTo(1);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void foreignKeysAreChecked() {
    Migrations.migrate(database, java.time.Clock.systemUTC(), _ -> {});
    assertThatThrownBy(
            () ->
                update(
                    "INSERT INTO authtoken_token (key, created, user_id) VALUES (?, ?, ?)",
                    "hush",
                    "2026-11-22 07:00:00",
                    99))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("FOREIGN KEY")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aTakenValueIsToldApart() {
    update("INSERT INTO counter VALUES ('a', 1)");
    assertThatThrownBy(() -> update("INSERT INTO counter VALUES (?, ?)", "a", 2L))
        .isInstanceOf(DuplicateRowException.class);
    assertThatThrownBy(() -> update("INSERT INTO counter VALUES (?, ?)", "b", null))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("NOT NULL");
  }

  @Test
  void aMissingTableNamesTheWayOut() {
    assertThatThrownBy(() -> new JdbcUserStore(database).findByUsername("hush"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("could not find a user in sqlite:///")
        .hasMessageContaining("no such table: auth_user")
        .hasMessageEndingWith("; run `migrate`")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aFolderThatIsMissingIsNamed() {
    try (var nowhere = open("no/such/folder/test.db", Duration.ZERO)) {
      assertThatThrownBy(() -> Migrations.state(nowhere))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("no/such/folder");
    }
  }

  @Test
  void aFileThatHasGoneIsNotMadeAnew() throws Exception {
    var file = folder.resolve("test.db");
    Files.move(file, folder.resolve("elsewhere.db"));
    assertThatThrownBy(this::count)
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("the file has gone");
    assertThat(file).doesNotExist();
    Files.move(folder.resolve("elsewhere.db"), file);
    assertThat(count()).isZero();
  }

  @Test
  void aFileThatIsReplacedIsReadAndNotTheFormerOne() throws Exception {
    try (var other = open("other.db", Duration.ZERO)) {
      other.call("make", all -> all.update("CREATE TABLE counter (count integer)"));
      other.call("fill", all -> all.update("INSERT INTO counter VALUES (7)"));
    }
    assertThat(count()).isZero();
    Files.move(
        folder.resolve("other.db"), folder.resolve("test.db"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(count()).isEqualTo(7);
  }

  @Test
  void workThatHasWaitedForTooLongIsRefusedAndNeverDone() throws Exception {
    var begun = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    var settings = new DatabaseSettings(1, 100, Duration.ZERO, Duration.ofSeconds(2));
    try (var small = Database.open(database.url(), settings);
        var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var working =
          executor.submit(
              () ->
                  small.call(
                      "wait",
                      _ -> {
                        begun.countDown();
                        return await(refused);
                      }));
      begun.await();
      assertThatThrownBy(
              () -> small.call("add", all -> all.update("INSERT INTO counter VALUES ('a', 1)")))
          .isInstanceOf(TooBusyException.class);
      refused.countDown();
      assertThat(working.get()).isTrue();
    }
    assertThat(count()).isZero();
  }

  @Test
  void moreStatementsThanAreKeptCanBeUsed() {
    for (var i = 0; i < 250; i++) {
      assertThat(number("SELECT count(*) + " + i + " FROM counter")).isEqualTo(i);
    }
  }

  @Test
  void workThatAsksForMoreWorkIsRefusedAndDoesNotHang() {
    assertThatThrownBy(() -> database.call("look", _ -> count()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would wait for itself");
  }

  @Test
  void aClosedDatabaseSaysSo() {
    var closed = open("closed.db", Duration.ZERO);
    closed.close();
    assertThatThrownBy(() -> Migrations.state(closed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private Database open(String name, Duration busyTimeout) {
    return Database.open(
        new DatabaseUrl.Sqlite(folder.resolve(name).toString()),
        new DatabaseSettings(4, 1000, busyTimeout));
  }

  private void update(String sql, @org.jspecify.annotations.Nullable Object... values) {
    database.call("change something", statements -> statements.update(sql, values));
  }

  private long count() {
    return number("SELECT coalesce(sum(count), 0) FROM counter");
  }

  private long number(String sql) {
    return database
        .call("count", statements -> statements.first(row -> row.number(1), sql))
        .orElseThrow();
  }
}
