package dev.sluice.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.fileupload2.core.MultipartInput;

/** Reads one body of the type {@code multipart/form-data} (RFC 7578). */
final class MultipartReader {

  private static final int LONGEST_BOUNDARY = 200;
  private static final Set<String> NO_NAMES = Set.of("", ".", "..");

  private final byte[] boundary;
  private final List<Query.Parameter> fields = new ArrayList<>();
  private final List<FormFile> files = new ArrayList<>();

  /** Makes one for a body of a type, which must tell the boundary between its parts. */
  MultipartReader(MediaType type) {
    this.boundary =
        type.parameter("boundary")
            .filter(it -> !it.isEmpty() && it.length() <= LONGEST_BOUNDARY)
            .orElseThrow(() -> new DenyException(400, "The multipart form has no valid boundary"))
            .getBytes(ISO_8859_1);
  }

  Form read(Bytes body) {
    try {
      var input =
          MultipartInput.builder().setInputStream(body.asInputStream()).setBoundary(boundary).get();
      input.setHeaderCharset(UTF_8);
      var more = body.size() > 0 && input.skipPreamble();
      while (more) {
        readPart(input);
        more = input.readBoundary();
      }
      return new Form(fields, files);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  private void readPart(MultipartInput input) throws IOException {
    var head = input.readHeaders();
    var content = new ByteArrayOutputStream();
    input.readBodyData(content);
    var disposition = MediaType.of(field(head, "Content-Disposition").orElse(""));
    if (!disposition.parameters().containsKey("name")) {
      return;
    }
    var name = disposition.parameter("name").map(String::strip).orElse("");
    var claimed = disposition.parameter("filename").orElse("");
    if (claimed.isEmpty()) {
      fields.add(new Query.Parameter(name, content.toString(UTF_8)));
      requireAtMost(Form.MOST_FIELDS, "fields", fields);
      return;
    }
    var fileName = withoutFolders(claimed);
    if (!NO_NAMES.contains(fileName)) {
      var type = field(head, "Content-Type").orElse("");
      files.add(new FormFile(name, fileName, type, Bytes.copyOf(content.toByteArray())));
      requireAtMost(Form.MOST_FILES, "files", files);
    }
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

  private static void requireAtMost(int most, String what, List<?> parts) {
    if (parts.size() > most) {
      throw new DenyException(400, "Too many %s (expected: at most %d)".formatted(what, most));
    }
  }

  private static DenyException malformed(IOException cause) {
    var denied = new DenyException(400, "The multipart form is malformed or cut off");
    denied.initCause(cause);
    return denied;
  }
}
