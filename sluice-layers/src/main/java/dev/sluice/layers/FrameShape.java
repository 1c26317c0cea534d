package dev.sluice.layers;

import dev.sluice.Bytes;
import dev.sluice.Frame;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a frame looks on a wire: as ASGI's own event of the same meaning. */
final class FrameShape {

  static final String TYPE = "websocket.send";

  private FrameShape() {}

  static Map<String, @Nullable Object> encode(Frame frame) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("type", TYPE);
    if (frame.text()) {
      map.put("text", frame.payload().utf8());
    } else {
      map.put("bytes", frame.payload().toArray());
    }
    return map;
  }

  static Frame decode(Map<?, ?> map) {
    if (map.get("text") instanceof String text) {
      return Frame.text(text);
    }
    if (map.get("bytes") instanceof byte[] bytes) {
      return Frame.binary(Bytes.copyOf(bytes));
    }
    throw new MessageFormatException(TYPE, "it has neither text nor bytes (expected: one of them)");
  }
}
