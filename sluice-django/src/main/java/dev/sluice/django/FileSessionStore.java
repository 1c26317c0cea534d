package dev.sluice.django;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in a folder, a file for each, as Django 5.2's {@code file} engine keeps them: its name
 * is the cookie's name and the key, its time tells when it was saved. Safe for use by many threads.
 *
 * <p>Other processes may use the folder. Only between them, as between Djangos, a session that one
 * deletes in the moment in which another saves it may come back.
 */
public final class FileSessionStore implements SessionStore {

  private static final int LOCKS = 64;

  private final Path folder;
  private final SessionConfig config;
  private final SessionCodec codec;
  private final Clock clock;
  private final Object[] locks = IntStream.range(0, LOCKS).mapToObj(_ -> new Object()).toArray();

  /**
   * Keeps sessions in a folder, {@code SESSION_FILE_PATH}.
   *
   * @throws SessionFileException if there is no such folder
   */
  public FileSessionStore(Path folder, SessionConfig config, SessionCodec codec, Clock clock) {
    if (!Files.isDirectory(folder)) {
      throw new SessionFileException(
          "open the folder of sessions", folder, new NotDirectoryException(folder.toString()));
    }
    this.folder = folder;
    this.config = config;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Optional<SessionRecord> find(String key) {
    return StoredKeys.isKey(key) ? read(key).filter(this::isAlive) : Optional.empty();
  }

  @Override
  public boolean insert(SessionRecord session) {
    synchronized (lock(session.key())) {
      try {
        Files.createFile(file(session.key()));
        write(session);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      } catch (IOException e) {
        throw failure("add a session", e);
      }
    }
  }

  @Override
  public boolean update(SessionRecord session) {
    synchronized (lock(session.key())) {
      try {
        if (!Files.exists(file(session.key()))) {
          requireFolder();
          return false;
        }
        write(session);
        return true;
      } catch (IOException e) {
        throw failure("save a session", e);
      }
    }
  }

  @Override
  public void delete(String key) {
    if (!StoredKeys.isKey(key)) {
      return;
    }
    synchronized (lock(key)) {
      try {
        if (!Files.deleteIfExists(file(key))) {
          requireFolder();
        }
      } catch (IOException e) {
        throw failure("delete a session", e);
      }
    }
  }

  @Override
  public int clearExpired() {
    try (Stream<Path> files = Files.list(folder)) {
      return (int)
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith(config.cookieName()))
              .map(name -> name.substring(config.cookieName().length()))
              .filter(StoredKeys::isKey)
              .filter(this::deleteExpired)
              .count();
    } catch (IOException e) {
      throw failure("delete expired sessions", e);
    }
  }

  private boolean deleteExpired(String key) {
    synchronized (lock(key)) {
      var isExpired = read(key).filter(session -> !isAlive(session)).isPresent();
      if (isExpired) {
        delete(key);
      }
      return isExpired;
    }
  }

  private boolean isAlive(SessionRecord session) {
    return session.expires().isAfter(clock.instant());
  }

  /** A file without content is one that is being written. */
  private Optional<SessionRecord> read(String key) {
    try {
      var saved = Files.getLastModifiedTime(file(key)).toInstant();
      var text = Files.readString(file(key), ISO_8859_1);
      Map<String, @Nullable Object> values = text.isEmpty() ? Map.of() : codec.decode(text);
      return Optional.of(
          new SessionRecord(key, values, saved.plus(config.lifetime(values, saved))));
    } catch (NoSuchFileException e) {
      return none();
    } catch (IOException e) {
      throw failure("find a session", e);
    }
  }

  private Optional<SessionRecord> none() {
    try {
      requireFolder();
      return Optional.empty();
    } catch (IOException e) {
      throw failure("find a session", e);
    }
  }

  /** A folder that is away, as a disk that is not mounted, does not end its sessions. */
  private void requireFolder() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
  }

  /** Moves a whole file into place, whose time says when it was saved. */
  private void write(SessionRecord session) throws IOException {
    var values = session.values();
    var saved = session.expires().minus(config.lifetime(values, clock.instant()));
    var target = file(session.key());
    var whole = Files.createTempFile(folder, target.getFileName() + "_out_", "");
    try {
      Files.writeString(whole, codec.encode(values), ISO_8859_1);
      Files.setLastModifiedTime(whole, FileTime.from(saved));
      Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private Path file(String key) {
    StoredKeys.require(key);
    return folder.resolve(config.cookieName() + key);
  }

  private Object lock(String key) {
    return locks[Math.floorMod(key.hashCode(), LOCKS)];
  }

  private SessionFileException failure(String operation, IOException cause) {
    return new SessionFileException(operation, folder, cause);
  }
}
