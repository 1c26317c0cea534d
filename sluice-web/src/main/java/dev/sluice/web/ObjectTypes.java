package dev.sluice.web;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What the objects in a text say that they are, by where they begin. The text is gone through once,
 * when that is first asked, so that objects within objects cost no more than others. For use by one
 * thread.
 */
final class ObjectTypes {

  private final String json;
  private final String field;
  private @Nullable Map<Long, String> names; // null until someone has asked

  ObjectTypes(String json, String field) {
    this.json = json;
    this.field = field;
  }

  /** Returns the last text that the field has in the object at which a parser stands. */
  Optional<String> at(JsonParser parser) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    var known = names == null ? scan() : names;
    names = known;
    return Optional.ofNullable(known.get(place(parser)));
  }

  private Map<Long, String> scan() {
    var found = new HashMap<Long, String>();
    var open = new ArrayDeque<Long>();
    var wanted = false;
    try (var parser = JacksonJson.STANDARD.parser(json)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (wanted) {
          note(parser, open.getFirst(), found);
        }
        wanted = token == JsonToken.PROPERTY_NAME && parser.currentName().equals(field);
        if (token == JsonToken.START_OBJECT) {
          open.push(place(parser));
        } else if (token == JsonToken.END_OBJECT) {
          open.pop();
        }
      }
    }
    return found;
  }

  private static void note(JsonParser parser, long object, Map<Long, String> found) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      found.put(object, parser.getString());
    } else {
      found.remove(object);
    }
  }

  private static long place(JsonParser parser) {
    return parser.currentTokenLocation().getCharOffset();
  }
}
