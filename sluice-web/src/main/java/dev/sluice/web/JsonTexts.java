package dev.sluice.web;

import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Teaches Jackson to pass on the JSON in a {@link JsonText} as it is. */
final class JsonTexts {

  private JsonTexts() {}

  static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(new Writing())
        .addDeserializer(JsonText.class, new Reading());
  }

  private static final class Writing extends StdSerializer<JsonText> {

    Writing() {
      super(JsonText.class);
    }

    @Override
    public void serialize(JsonText text, JsonGenerator generator, SerializationContext context) {
      generator.writeRawValue(text.json());
    }
  }

  private static final class Reading extends StdDeserializer<JsonText> {

    Reading() {
      super(JsonText.class);
    }

    @Override
    public JsonText deserialize(JsonParser parser, DeserializationContext context) {
      var text = new StringWriter();
      try (var generator =
          context.tokenStreamFactory().createGenerator(ObjectWriteContext.empty(), text)) {
        generator.copyCurrentStructureExact(parser);
      }
      return new JsonText(text.toString());
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      return new JsonText("null");
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
      return null; // what is not there is not null, but missing
    }
  }
}
