package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.contracts.SessionStoreContract;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileSessionStoreTest extends SessionStoreContract {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;

  @Override
  protected SessionStore store(Clock clock) {
    var codec = new SessionCodec(SecretKeys.of("key"), clock);
    return new FileSessionStore(folder, SessionConfig.defaults(), codec, clock);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "aaaaaaaa/../b", "AAAAAAAAAAAA", "aaaaaaaa.b", "\0aaaaaaaa"})
  void aKeyThatIsAPathIsNobodys(String key) {
    var store = at(NOW);
    assertThat(store.find(key)).isEmpty();
    store.delete(key);
    assertThatThrownBy(() -> store.insert(new SessionRecord(key, Map.of(), NOW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(key);
  }

  @Test
  void aFileTellsWhenItWasSavedAndNothingElseIsLeft() throws IOException {
    var store = at(NOW);
    store.insert(new SessionRecord(KEY, Map.of("a", 1), NOW.plus(SessionConfig.defaults().age())));
    store.update(new SessionRecord(KEY, Map.of("a", 2), NOW.plus(SessionConfig.defaults().age())));

    var file = folder.resolve("sessionid" + KEY);
    assertThat(folder.toFile().list()).containsExactly("sessionid" + KEY);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(NOW));
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void aSessionLastsAsItSays() {
    var values = Map.<String, @org.jspecify.annotations.Nullable Object>of("_session_expiry", 60);
    at(NOW).insert(new SessionRecord(KEY, values, NOW.plusSeconds(60)));

    assertThat(at(NOW.plusSeconds(59)).find(KEY)).isPresent();
    assertThat(at(NOW.plusSeconds(60)).find(KEY)).isEmpty();
  }

  @Test
  void whatIsBeingWrittenIsEmptyAndWhatIsNotASessionStays() throws IOException {
    Files.createFile(folder.resolve("sessionid" + KEY));
    Files.createFile(folder.resolve("sessionid" + KEY + "_out_x"));
    Files.createFile(folder.resolve("other"));

    assertThat(store(Clock.systemUTC()).find(KEY).orElseThrow().values()).isEmpty();
    assertThat(store(Clock.offset(Clock.systemUTC(), java.time.Duration.ofDays(15))).clearExpired())
        .isEqualTo(1);
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("sessionid" + KEY + "_out_x", "other");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    var missing = folder.resolve("missing");
    var codec = new SessionCodec(SecretKeys.of("key"), Clock.systemUTC());
    assertThatThrownBy(
            () -> new FileSessionStore(missing, SessionConfig.defaults(), codec, Clock.systemUTC()))
        .isInstanceOf(SessionFileException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("SESSION_FILE_PATH");
  }

  private SessionStore at(Instant now) {
    return store(Clock.fixed(now, ZoneOffset.UTC));
  }
}
