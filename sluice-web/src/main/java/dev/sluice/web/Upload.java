package dev.sluice.web;

import dev.sluice.DenyException;
import dev.sluice.Query;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A form whose files were written to disk while they came, as Django 5.2's {@code
 * TemporaryFileUploadHandler} does it: for files that are too large to hold. To be closed, which
 * deletes the files that have not been moved.
 *
 * <p>How large a body may be altogether is for the server to say: {@code HttpLimits.maxBodyBytes}
 * is to be raised for this. However long it takes, a client that goes on is not cut.
 */
public final class Upload implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

  private final Path folder;
  private final List<UploadedFile> files = new ArrayList<>();
  private Form form = Form.none();

  private Upload(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a request's body of the type {@code multipart/form-data}. While the disk is slow, the
   * client waits.
   *
   * @param folder where the files are written, under names of their own
   * @throws UnsupportedMediaTypeException for another type
   * @throws DenyException with 400 for a body that cannot be read, or that has more than 1000
   *     fields, 100 files, or 2.5 MiB in fields that are no files
   * @throws UncheckedIOException if the disk cannot be written
   */
  public static Upload read(Exchange exchange, Path folder) {
    var type = MediaType.of(exchange.scope().headers().first("Content-Type").orElse(""));
    if (!type.name().equals(Form.MULTIPART)) {
      throw new UnsupportedMediaTypeException(type.name(), Form.MULTIPART);
    }
    Form.requireUtf8(type);
    var upload = new Upload(folder);
    try {
      var reader = new MultipartReader(type, upload::take);
      upload.form = new Form(reader.read(exchange.bodyStream()), List.of());
      return upload;
    } catch (RuntimeException | Error e) {
      upload.close();
      throw e;
    }
  }

  private OutputStream take(String field, String fileName, String contentType) throws IOException {
    var path = Files.createTempFile(folder, "upload-", ".part"); // for its owner's eyes only
    files.add(new UploadedFile(field, fileName, contentType, path, 0));
    return new FilterOutputStream(new BufferedOutputStream(Files.newOutputStream(path))) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        super.close();
        var size = Files.size(path);
        files.set(files.size() - 1, new UploadedFile(field, fileName, contentType, path, size));
      }
    };
  }

  /** Every field that is no file, in order. */
  public List<Query.Parameter> fields() {
    return form.fields();
  }

  /** Returns the last value of a field, if it came. */
  public Optional<String> field(String name) {
    return form.field(name);
  }

  /** Every file, in order. */
  public List<UploadedFile> files() {
    return List.copyOf(files);
  }

  /** Returns the last file in a field, if one came. */
  public Optional<UploadedFile> file(String name) {
    return files.stream().filter(it -> it.field().equals(name)).reduce((_, later) -> later);
  }

  /** Deletes the files that are still where they were written. */
  @Override
  public void close() {
    for (var file : files) {
      try {
        Files.deleteIfExists(file.path());
      } catch (IOException e) {
        LOG.error("an uploaded file could not be deleted: {}", file.path(), e);
      }
    }
  }
}
