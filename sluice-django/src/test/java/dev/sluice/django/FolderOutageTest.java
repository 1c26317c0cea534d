package dev.sluice.django;

import dev.sluice.auth.UserStore;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of sessions that is away for a while, as on a disk that is not mounted. */
final class FolderOutageTest extends OutageContract {

  @TempDir private Path folder;
  private SessionStore store;

  @BeforeEach
  void open() throws Exception {
    var clock = Clock.systemUTC();
    var codec = new SessionCodec(SecretKeys.of("0123456789-abcdefghijklmnop"), clock);
    store =
        new FileSessionStore(Files.createDirectory(here()), SessionConfig.defaults(), codec, clock);
  }

  @Override
  protected SessionStore sessions() {
    return store;
  }

  @Override
  protected UserStore users() {
    return new OneUser();
  }

  @Override
  protected void begin() throws Exception {
    Files.move(here(), folder.resolve("elsewhere"));
  }

  @Override
  protected void end() throws Exception {
    Files.move(folder.resolve("elsewhere"), here());
  }

  private Path here() {
    return folder.resolve("sessions");
  }
}
