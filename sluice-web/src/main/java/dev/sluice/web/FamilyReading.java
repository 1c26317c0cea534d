package dev.sluice.web;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeIdResolver;

/** Reads whichever record of a sealed interface an object says that it is. */
final class FamilyReading extends TypeDeserializer {

  private final FamilyIds ids;
  private final @Nullable BeanProperty property; // Jackson has none for what is no component
  private final Class<?> family;

  FamilyReading(FamilyIds ids, @Nullable BeanProperty property, Class<?> family) {
    this.ids = ids;
    this.property = property;
    this.family = family;
  }

  @Override
  public TypeDeserializer forProperty(@Nullable BeanProperty other) {
    return new FamilyReading(ids, other, family);
  }

  private Object read(JsonParser parser, DeserializationContext context) {
    var families = FamilyTypes.families(context);
    var name =
        context.getAttribute(ObjectTypes.class) instanceof ObjectTypes types
            ? types.at(parser)
            : Optional.<String>empty();
    var record = families.record(family, name.orElseThrow(() -> families.missing(family)));
    return context
        .findContextualValueDeserializer(context.constructType(record), property)
        .deserialize(parser, context);
  }

  @Override
  public Object deserializeTypedFromObject(JsonParser parser, DeserializationContext context) {
    return read(parser, context);
  }

  @Override
  public Object deserializeTypedFromArray(JsonParser parser, DeserializationContext context) {
    return read(parser, context);
  }

  @Override
  public Object deserializeTypedFromScalar(JsonParser parser, DeserializationContext context) {
    return read(parser, context);
  }

  @Override
  public Object deserializeTypedFromAny(JsonParser parser, DeserializationContext context) {
    return read(parser, context);
  }

  @Override
  public JsonTypeInfo.As getTypeInclusion() {
    return JsonTypeInfo.As.PROPERTY;
  }

  @Override
  public String getPropertyName() {
    return Families.USUAL.field();
  }

  @Override
  public TypeIdResolver getTypeIdResolver() {
    return ids;
  }

  @Override
  public @Nullable Class<?> getDefaultImpl() {
    return null;
  }
}
