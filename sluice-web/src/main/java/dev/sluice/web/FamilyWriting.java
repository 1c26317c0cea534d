package dev.sluice.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.impl.AsPropertyTypeSerializer;

/** Writes which record of a sealed interface follows, as the first field of its object. */
final class FamilyWriting extends AsPropertyTypeSerializer {

  private final FamilyIds ids;
  private final Class<?> family;

  /** Jackson has no property for what is no component. */
  FamilyWriting(FamilyIds ids, @Nullable BeanProperty property, Class<?> family) {
    super(ids, property, Families.USUAL.field(), null);
    this.ids = ids;
    this.family = family;
  }

  @Override
  public FamilyWriting forProperty(SerializationContext context, @Nullable BeanProperty property) {
    return new FamilyWriting(ids, property, family);
  }

  @Override
  public WritableTypeId writeTypePrefix(
      JsonGenerator generator, SerializationContext context, WritableTypeId id) {
    id.asProperty = FamilyTypes.families(context).field();
    return super.writeTypePrefix(generator, context, id);
  }
}
