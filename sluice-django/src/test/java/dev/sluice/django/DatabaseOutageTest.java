package dev.sluice.django;

import dev.sluice.auth.UserStore;
import dev.sluice.sessions.SessionStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Outage.Kind.class)
final class DatabaseOutageTest extends OutageContract {

  private static final DatabaseSettings IMPATIENT =
      new DatabaseSettings(2, 100, Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final Outage.Kind kind;
  @TempDir private Path folder;
  private Outage outage;
  private Site site;

  DatabaseOutageTest(Outage.Kind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws Exception {
    outage = kind.in(folder);
    site = Site.at(outage.url(), IMPATIENT);
    site.migrate();
    if (site.database.url() instanceof DatabaseUrl.Sqlite) {
      site.rows("PRAGMA journal_mode = DELETE", 1); // as Django's, where writers stop readers
    }
    site.users.create(NewUser.of("alice", "", "pw"));
  }

  @AfterEach
  void close() throws Exception {
    site.close();
    outage.close();
  }

  @Override
  protected SessionStore sessions() {
    return site.sessions;
  }

  @Override
  protected UserStore users() {
    return site.userStore;
  }

  @Override
  protected void begin() throws Exception {
    outage.begin();
  }

  @Override
  protected void end() throws Exception {
    outage.end();
  }
}
