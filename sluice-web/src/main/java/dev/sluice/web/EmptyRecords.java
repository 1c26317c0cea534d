package dev.sluice.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.std.StdSerializer;

/** Teaches Jackson that a record without components is an empty object, and no mistake. */
final class EmptyRecords extends Serializers.Base {

  static SimpleModule module() {
    return new SimpleModule("empty records") {
      private static final long serialVersionUID = 1L;

      @Override
      public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new EmptyRecords());
      }
    };
  }

  @Override
  public @Nullable ValueSerializer<?> findSerializer(
      SerializationConfig config,
      JavaType type,
      BeanDescription.Supplier description,
      JsonFormat.Value format) {
    var components = type.getRawClass().getRecordComponents();
    return components != null && components.length == 0 ? new Writing() : null;
  }

  private static final class Writing extends StdSerializer<Object> {

    Writing() {
      super(Object.class);
    }

    @Override
    public void serialize(Object record, JsonGenerator generator, SerializationContext context) {
      generator.writeStartObject(record);
      generator.writeEndObject();
    }

    @Override
    public void serializeWithType(
        Object record, JsonGenerator generator, SerializationContext context, TypeSerializer type) {
      var id =
          type.writeTypePrefix(generator, context, type.typeId(record, JsonToken.START_OBJECT));
      type.writeTypeSuffix(generator, context, id);
    }
  }
}
