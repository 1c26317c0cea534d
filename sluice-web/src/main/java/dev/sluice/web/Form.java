package dev.sluice.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.Query;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user filled in: the body of a request as Django 5.2's {@code request.POST} and {@code
 * request.FILES} read it.
 *
 * @param fields in order; a name may come several times
 * @param files in order
 */
public record Form(List<Query.Parameter> fields, List<FormFile> files) {

  /** The media type of a form without files. */
  static final String URL_ENCODED = "application/x-www-form-urlencoded";

  /** The media type of a form that may have files. */
  static final String MULTIPART = "multipart/form-data";

  /** Django's {@code DATA_UPLOAD_MAX_NUMBER_FIELDS}. */
  static final int MOST_FIELDS = 1000;

  /** Django's {@code DATA_UPLOAD_MAX_NUMBER_FILES}. */
  static final int MOST_FILES = 100;

  /** Django's {@code DATA_UPLOAD_MAX_MEMORY_SIZE}: all fields together that are no files. */
  static final int MOST_FIELD_BYTES = 2_621_440;

  /** Keeps copies. */
  public Form {
    fields = List.copyOf(fields);
    files = List.copyOf(files);
  }

  /** Returns the form without fields. */
  public static Form none() {
    return new Form(List.of(), List.of());
  }

  /**
   * Reads a body of one of the two kinds that browsers send; no body at all is an empty form.
   *
   * @throws UnsupportedMediaTypeException for another kind
   * @throws DenyException with 400 for a body that cannot be read, is not in UTF-8, or has more
   *     than 1000 fields or 100 files
   */
  public static Form read(Headers headers, Bytes body) {
    var contentType = headers.first("Content-Type").orElse("");
    if (contentType.isEmpty() && body.size() == 0) {
      return none();
    }
    var type = MediaType.of(contentType);
    requireUtf8(type);
    return switch (type.name()) {
      case URL_ENCODED -> urlEncoded(body);
      case MULTIPART -> multipart(type, body);
      default ->
          throw new UnsupportedMediaTypeException(type.name(), URL_ENCODED + " or " + MULTIPART);
    };
  }

  /** Tells whether a body claims to be of one of the two kinds. */
  static boolean isForm(Headers headers) {
    var name = MediaType.of(headers.first("Content-Type").orElse("")).name();
    return name.equals(URL_ENCODED) || name.equals(MULTIPART);
  }

  /** Returns the last value of a field, as Django's {@code QueryDict.get} does, if it came. */
  public Optional<String> field(String name) {
    return all(name).reduce((_, later) -> later);
  }

  /** Returns every value of a field, in order. */
  public Stream<String> all(String name) {
    return fields.stream().filter(it -> it.name().equals(name)).map(Query.Parameter::value);
  }

  /** Returns the last file in a field, if one came. */
  public Optional<FormFile> file(String name) {
    return files.stream().filter(it -> it.field().equals(name)).reduce((_, later) -> later);
  }

  /** Lists the fields' names and no values, which may be secrets. */
  @Override
  public String toString() {
    return "Form" + fields;
  }

  private static Form urlEncoded(Bytes body) {
    var raw = new String(body.toArray(), ISO_8859_1);
    if (raw.chars().filter(c -> c == '&').count() >= MOST_FIELDS) {
      throw new DenyException(400, "Too many fields (expected: at most " + MOST_FIELDS + ")");
    }
    return new Form(new Query(raw).parameters(), List.of());
  }

  private static Form multipart(MediaType type, Bytes body) {
    var files = new ArrayList<FormFile>();
    var reader =
        new MultipartReader(
            type,
            (field, fileName, contentType) ->
                new ByteArrayOutputStream() {
                  @Override
                  public void close() {
                    var content = Bytes.copyOf(toByteArray());
                    files.add(new FormFile(field, fileName, contentType, content));
                  }
                });
    var fields = body.size() == 0 ? List.<Query.Parameter>of() : reader.read(body.asInputStream());
    return new Form(fields, files);
  }

  static void requireUtf8(MediaType type) {
    var charset = type.parameter("charset").orElse("utf-8");
    if (!charset.equalsIgnoreCase("utf-8") && !charset.equalsIgnoreCase("utf8")) {
      throw new DenyException(
          400, "The form's charset is %s (expected: utf-8)".formatted(LogText.of(charset)));
    }
  }
}
