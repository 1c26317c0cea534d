package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The files of a folder, for a route that ends in {@code <path:file>}. Safe for use by many
 * threads.
 *
 * <p>What lies below the folder is served to everybody who may use the route, whatever it is, but
 * nothing whose name, or a folder's on the way, begins with a dot, and nothing that a symbolic link
 * finds outside. A file is read piece by piece while it is sent, and a part of it if a client asks
 * for one (RFC 9110, section 14). Clients ask whether it has changed, by its time and size.
 */
public final class StaticFiles implements Application {

  private static final int PIECE = 64 * 1024;

  private final Path folder;
  private final String cacheControl;

  private StaticFiles(Path folder, String cacheControl) {
    this.folder = folder;
    this.cacheControl = cacheControl;
  }

  /**
   * Returns the files below a folder, for clients to ask each time whether they have changed.
   *
   * @throws IllegalArgumentException if there is no such folder
   */
  public static StaticFiles of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("%s is no folder (expected: one)".formatted(folder));
    }
    try {
      return new StaticFiles(folder.toRealPath(), "no-cache");
    } catch (IOException e) {
      throw new IllegalArgumentException("%s cannot be looked into".formatted(folder), e);
    }
  }

  /**
   * Returns the same files with another {@code Cache-Control}, such as {@code public,
   * max-age=31536000, immutable} where a name changes with the content.
   */
  public StaticFiles withCacheControl(String value) {
    var _ = Headers.of("Cache-Control", value); // or each answer would fail
    return new StaticFiles(folder, value);
  }

  /** Answers with the file that the route's parameter {@code file} names, or with 404. */
  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    Exchange.application(exchange -> send(exchange, PathParams.of(exchange.scope()).string("file")))
        .serve(scope, inbox, outbox);
  }

  /** Returns one of the files as an application, such as {@code index.html} for a front page. */
  public Application file(String name) {
    return Exchange.application(exchange -> send(exchange, name));
  }

  private void send(Exchange exchange, String name) throws IOException {
    var method = exchange.scope().method();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new DenyException(405, "Method Not Allowed", Headers.of("Allow", "GET, HEAD"));
    }
    var path = find(name).orElseThrow(StaticFiles::notFound);
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      var length = file.size();
      var head =
          FileHead.of(
              exchange.scope(),
              validators(attributes, length),
              length,
              ContentTypes.of(name),
              cacheControl);
      exchange.start(head.status(), head.headers());
      if (!exchange.isHead()) {
        send(exchange, file, head.part());
      }
    } catch (NoSuchFileException e) {
      throw notFound();
    }
  }

  private static DenyException notFound() {
    return new DenyException(404, "Not Found");
  }

  private static void send(Exchange exchange, FileChannel file, ByteRange part) throws IOException {
    var buffer = ByteBuffer.allocate(PIECE);
    var at = part.first();
    var end = part.first() + part.count();
    while (at < end) {
      buffer.clear().limit((int) Math.min(PIECE, end - at));
      var count = file.read(buffer, at);
      if (count < 0) {
        throw new IOException("a file became shorter while it was sent");
      }
      exchange.write(Bytes.copyOf(buffer.flip()));
      at += count;
    }
  }

  /** As nginx does it, with the time to the nanosecond where the file system knows it. */
  private static Validators validators(BasicFileAttributes attributes, long length) {
    var time = attributes.lastModifiedTime();
    var tag = Long.toHexString(time.to(TimeUnit.NANOSECONDS)) + "-" + Long.toHexString(length);
    return Validators.tag(tag).withLastModified(Instant.ofEpochMilli(time.toMillis()));
  }

  /** Returns the path of a file below the folder, if it is there and nothing on the way hides. */
  private Optional<Path> find(String name) throws IOException {
    if (!isPlain(name)) {
      return Optional.empty();
    }
    try {
      var path = folder.resolve(name);
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      var real = path.toRealPath();
      return real.startsWith(folder) && Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(real)
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isPlain(String name) {
    return Arrays.stream(name.split("/", -1))
            .noneMatch(step -> step.isEmpty() || step.startsWith("."))
        && name.chars().allMatch(c -> c >= ' ' && c != 0x7f && c != '\\' && c != ':');
  }
}
