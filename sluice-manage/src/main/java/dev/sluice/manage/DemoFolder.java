package dev.sluice.manage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Where the demo keeps what it needs: a database, and a secret key that only its owner can read.
 */
final class DemoFolder {

  private static final int KEY_BYTES = 32;
  private static final Raw THIS_MACHINE = new Raw.Items(List.of("localhost", "127.0.0.1", "[::1]"));

  private final Path folder;
  private final SecureRandom random;

  DemoFolder(Path folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /**
   * Makes what is not there yet, and returns what the demo says about configuration.
   *
   * @throws CommandException if the folder cannot be used
   */
  Overrides prepare() {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, ownerOnly("rwx------"));
      }
      return new Overrides(
          Map.of(SiteSettings.ALLOWED_HOSTS.key(), new Given(THIS_MACHINE, new Source.Demo())),
          Map.of(
              SiteSettings.SECRET_KEY.key(),
              Given.text(secretKey(), new Source.File(keyFile())),
              SiteSettings.DATABASE_URL.key(),
              Given.text(databaseUrl(), new Source.Demo())));
    } catch (IOException e) {
      throw new CommandException(
          "the folder %s cannot be used (%s: %s): name another with --data"
              .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private Path keyFile() {
    return folder.resolve("secret-key");
  }

  private String databaseUrl() {
    var path = folder.resolve("db.sqlite3").toString();
    return "sqlite:///" + path.replace("%", "%25").replace("?", "%3F").replace("+", "%2B");
  }

  private String secretKey() throws IOException {
    if (!Files.exists(keyFile())) {
      var bytes = new byte[KEY_BYTES];
      random.nextBytes(bytes);
      var unfinished = Files.createTempFile(folder, "secret-key", ".new", ownerOnly("rw-------"));
      Files.writeString(unfinished, HexFormat.of().formatHex(bytes) + "\n");
      Files.move(unfinished, keyFile(), StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(keyFile()).strip();
  }

  /** Returns who may use a new file, where the file system can tell. */
  private FileAttribute<?>[] ownerOnly(String permissions) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
