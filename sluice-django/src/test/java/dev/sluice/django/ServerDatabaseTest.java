package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
    value = Kind.class,
    names = {"POSTGRESQL", "MARIADB"})
@ExtendWith(Sites.Resolver.class)
final class ServerDatabaseTest {

  private static final DatabaseSettings ONE =
      new DatabaseSettings(1, 1, Duration.ZERO, Duration.ofSeconds(3));

  private final Site site;
  private final DatabaseUrl.Server url;

  ServerDatabaseTest(Kind kind, Sites sites) {
    this.site = sites.migrated(kind);
    this.url = (DatabaseUrl.Server) site.database.url();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void workRunsOnTheThreadThatAsks() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var isMine =
          executor.submit(
              () -> {
                var mine = Thread.currentThread();
                return site.database.call("look", _ -> Thread.currentThread() == mine);
              });
      assertThat(isMine.get()).isTrue();
    }
  }

  @Test
  void aTransactionThatFailsLeavesNothing() {
    for (var i = 0; i < 10; i++) {
      assertThatThrownBy(() -> site.database.transaction("add", ServerDatabaseTest::addAndFail))
          .hasMessage("enough");
    }
    assertThat(site.rows("SELECT name FROM auth_group", 1)).isEmpty();
  }

  private static int addAndFail(Transaction transaction) throws SQLException {
    transaction.insert("id", "INSERT INTO auth_group (name) VALUES (?)", "staff");
    throw new IllegalArgumentException("enough");
  }

  @Test
  void moreWorkThanHasPlaceIsRefused() throws Exception {
    var begun = new CountDownLatch(1);
    var refused = new CountDownLatch(1);
    try (var small = Database.open(url, ONE);
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
      assertThatThrownBy(() -> small.call("look", _ -> 1)).isInstanceOf(TooBusyException.class);
      refused.countDown();
      assertThat(working.get()).isTrue();
      assertThat(small.<Integer>call("look", _ -> 1)).isEqualTo(1);
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
  void workThatAsksForMoreWorkIsRefusedAndDoesNotHang() {
    assertThatThrownBy(
            () -> site.database.call("look", _ -> site.users.findByUsername("alice").isPresent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would wait for itself");
  }

  @Test
  void anErrorRepeatsNoValue() {
    site.users.create(NewUser.of("hush", "", "pw"));
    assertThatThrownBy(
            () ->
                site.database.call(
                    "add a row",
                    all ->
                        all.update(
                            "INSERT INTO django_session (session_key, session_data, expire_date)"
                                + " VALUES (?, ?, ?)",
                            "hush".repeat(20),
                            "hush",
                            site.clock.instant())))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("could not add a row in " + url.product().scheme())
        .hasMessageNotContaining("hush");
    assertThatThrownBy(
            () ->
                site.database.call(
                    "add a row",
                    all ->
                        all.insert(
                            "id",
                            "INSERT INTO auth_user (username, password, email, first_name,"
                                + " last_name, is_staff, is_superuser, is_active, date_joined)"
                                + " VALUES ('hush', '', '', '', '', ?, ?, ?, ?)",
                            false,
                            false,
                            false,
                            site.clock.instant())))
        .isInstanceOf(DuplicateRowException.class)
        .rootCause()
        .message()
        .doesNotContain("hush");
  }

  @Test
  void aMissingTableNamesTheWayOut() {
    assertThatThrownBy(() -> site.rows("SELECT a FROM nowhere", 1))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("nowhere")
        .hasMessageEndingWith("; run `migrate`");
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutThePassword() throws Exception {
    var nowhere =
        new DatabaseUrl.Server(
            url.product(), "alice", "secret", "127.0.0.1", ServerProcess.freePort(), "x", Map.of());
    try (var database = Database.open(nowhere, ONE)) {
      assertThatThrownBy(() -> database.call("look", _ -> 1))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("could not look in " + nowhere.product().scheme() + "://alice:***@")
          .hasMessageContaining("127.0.0.1")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void anOptionOfTheUrlReachesTheDriverAndAnUnknownOneIsNamed() {
    assertThatThrownBy(() -> Database.open(with("sslmoed", "require"), ONE))
        .isInstanceOf(DatabaseUrlException.class)
        .hasMessageContaining("the option \"sslmoed\"");
    var option = url.product() == DatabaseUrl.Product.MYSQL ? "sslMode" : "sslmode";
    try (var encrypted = Database.open(with(option, "verify-full"), ONE)) {
      assertThatThrownBy(() -> encrypted.call("look", _ -> 1))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageFindingMatch("(?i)not support SSL|SSL not enabled");
    }
  }

  private DatabaseUrl with(String option, String value) {
    return new DatabaseUrl.Server(
        url.product(),
        url.user(),
        url.password(),
        url.host(),
        url.port(),
        url.name(),
        Map.of(option, value));
  }

  @Test
  void aMissingDriverIsNamedTogetherWithItsLibrary() {
    assertThatThrownBy(() -> Database.open(url, ONE, Stream.empty()))
        .isInstanceOf(DatabaseUrlException.class)
        .hasMessageContaining("its driver org.")
        .hasMessageContaining("add it to the program's dependencies");
  }

  @Test
  void aClosedDatabaseSaysSo() {
    var closed = Database.open(url, ONE);
    closed.close();
    assertThatThrownBy(() -> closed.call("look", _ -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
