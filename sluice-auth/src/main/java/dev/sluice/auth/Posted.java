package dev.sluice.auth;

import dev.sluice.DenyException;
import dev.sluice.web.BadMessageException;
import dev.sluice.web.Form;
import dev.sluice.web.Json;
import dev.sluice.web.Request;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody posted as a form or as JSON, in the words of Django REST framework 3.16. */
sealed interface Posted {

  /** Values by their names; secrets may be among them. */
  record Fields(Map<?, ?> values) implements Posted {

    /** Leaves out the values. */
    @Override
    public String toString() {
      return "Fields" + values.keySet();
    }
  }

  /** Something else than fields; the errors are fit for the client. */
  record Invalid(Map<String, List<String>> errors) implements Posted {}

  /** A body that nobody can read; the detail is fit for the client. */
  record Unreadable(int status, String detail) implements Posted {}

  static Posted read(Request request) {
    var type = request.scope().headers().first("Content-Type").orElse("");
    if (type.isEmpty() && request.body().size() == 0) {
      return new Fields(Map.of());
    }
    return switch (mediaType(type)) {
      case "application/x-www-form-urlencoded", "multipart/form-data" -> form(request);
      case "application/json" -> json(request);
      default -> new Unreadable(415, "Unsupported media type \"" + type + "\" in request.");
    };
  }

  static Map<String, List<String>> errors(String error) {
    return Map.of("non_field_errors", List.of(error));
  }

  private static Posted form(Request request) {
    try {
      var fields = new LinkedHashMap<String, @Nullable Object>();
      Form.read(request.scope().headers(), request.body())
          .fields()
          .forEach(field -> fields.put(field.name(), field.value()));
      return new Fields(fields);
    } catch (DenyException e) {
      return new Unreadable(e.status(), e.reason());
    }
  }

  private static Posted json(Request request) {
    try {
      var value = Json.standard().decode(request.body().utf8Strict(), Object.class);
      return value instanceof Map<?, ?> map
          ? new Fields(map)
          : new Invalid(
              errors("Invalid data. Expected a dictionary, but got " + kind(value) + "."));
    } catch (CharacterCodingException e) {
      return new Unreadable(400, "JSON parse error - the body is not UTF-8");
    } catch (BadMessageException e) {
      return e.code() == BadMessageException.Code.INVALID_JSON
          ? new Unreadable(400, "JSON parse error - " + e.problem())
          : new Invalid(errors("No data provided"));
    }
  }

  private static String mediaType(String contentType) {
    var end = contentType.indexOf(';');
    return contentType
        .substring(0, end < 0 ? contentType.length() : end)
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  /** What Python calls the type of a JSON value. */
  private static String kind(Object value) {
    return switch (value) {
      case List<?> _ -> "list";
      case String _ -> "str";
      case Boolean _ -> "bool";
      case Double _ -> "float";
      default -> "int";
    };
  }
}
