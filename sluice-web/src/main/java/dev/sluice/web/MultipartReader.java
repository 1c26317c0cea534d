package dev.sluice.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.DenyException;
import dev.sluice.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;

/** Reads one body of the type {@code multipart/form-data} (RFC 7578). */
final class MultipartReader {

  private static final int LONGEST_BOUNDARY = 200;

  /** Django's {@code MAX_TOTAL_HEADER_SIZE}: room for a name of 255 letters of any script. */
  private static final int LONGEST_HEAD = 1024;

  private static final Set<String> NO_NAMES = Set.of("", ".", "..");

  /** Takes a file while it comes. */
  @FunctionalInterface
  interface Taker {
    /** Returns where it is to be written; closed behind its last byte. */
    OutputStream take(String field, String fileName, String contentType) throws IOException;
  }

  private final byte[] boundary;
  private final Taker taker;
  private final List<Query.Parameter> fields = new ArrayList<>();
  private int files;
  private long fieldBytes;

  /** Makes one for a body of a type, which must tell the boundary between its parts. */
  MultipartReader(MediaType type, Taker taker) {
    this.taker = taker;
    this.boundary =
        type.parameter("boundary")
            .filter(it -> !it.isEmpty() && it.length() <= LONGEST_BOUNDARY)
            .orElseThrow(() -> new DenyException(400, "The multipart form has no valid boundary"))
            .getBytes(ISO_8859_1);
  }

  /**
   * Reads all parts, and returns the fields that are no files.
   *
   * @throws UncheckedIOException if a file cannot be written
   */
  List<Query.Parameter> read(InputStream body) {
    try {
      var input =
          MultipartInput.builder()
              .setInputStream(body)
              .setBoundary(boundary)
              .setMaxPartHeaderSize(LONGEST_HEAD)
              .get();
      input.setHeaderCharset(UTF_8);
      var more = input.skipPreamble();
      while (more) {
        readPart(input);
        more = input.readBoundary();
      }
      return fields;
    } catch (FileUploadException e) {
      throw malformed(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readPart(MultipartInput input) throws IOException {
    var head = input.readHeaders();
    var disposition = MediaType.of(field(head, "Content-Disposition").orElse(""));
    var name = disposition.parameter("name").map(String::strip).orElse("");
    var claimed = disposition.parameter("filename").orElse("");
    var fileName = withoutFolders(claimed);
    if (!disposition.parameters().containsKey("name")
        || (!claimed.isEmpty() && NO_NAMES.contains(fileName))) {
      input.discardBodyData();
    } else if (claimed.isEmpty()) {
      fields.add(new Query.Parameter(name, text(input)));
      requireAtMost(Form.MOST_FIELDS, "fields", fields.size());
    } else {
      files++;
      requireAtMost(Form.MOST_FILES, "files", files);
      var type = field(head, "Content-Type").orElse("");
      try (var out = taker.take(name, fileName, type)) {
        input.readBodyData(out);
      }
    }
  }

  private String text(MultipartInput input) throws IOException {
    var content = new ByteArrayOutputStream();
    try (var part = input.newInputStream()) {
      var buffer = new byte[8192];
      for (var count = part.read(buffer); count >= 0; count = part.read(buffer)) {
        fieldBytes += count;
        requireAtMost(Form.MOST_FIELD_BYTES, "bytes in fields", fieldBytes);
        content.write(buffer, 0, count);
      }
    }
    return content.toString(UTF_8);
  }

  private static Optional<String> field(String head, String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** Old browsers send whole paths. */
  private static String withoutFolders(String fileName) {
    var end = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    return fileName.substring(end + 1).strip();
  }

  private static void requireAtMost(long most, String what, long count) {
    if (count > most) {
      throw new DenyException(400, "Too many %s (expected: at most %d)".formatted(what, most));
    }
  }

  private static DenyException malformed(IOException cause) {
    var denied = new DenyException(400, "The multipart form is malformed or cut off");
    denied.initCause(cause);
    return denied;
  }
}
