package dev.sluice.web;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.jsontype.impl.StdTypeResolverBuilder;

/** Teaches Jackson to tell the records of sealed interfaces apart, wherever one is expected. */
final class FamilyTypes extends StdTypeResolverBuilder {

  @Override
  public @Nullable TypeSerializer buildTypeSerializer(
      SerializationContext context, JavaType type, Collection<NamedType> subtypes) {
    var family = type.getRawClass();
    return RecordNames.isFamily(family)
        ? new FamilyWriting(new FamilyIds(family), null, family)
        : null;
  }

  @Override
  public @Nullable TypeDeserializer buildTypeDeserializer(
      DeserializationContext context, JavaType type, Collection<NamedType> subtypes) {
    var family = type.getRawClass();
    return RecordNames.isFamily(family)
        ? new FamilyReading(new FamilyIds(family), null, family)
        : null;
  }

  @Override
  public StdTypeResolverBuilder withDefaultImpl(Class<?> type) {
    return this; // nobody can be meant who is not named
  }

  /** Returns how records are told apart in what is being read or written. */
  static Families families(DatabindContext context) {
    return context.getAttribute(Families.class) instanceof Families some ? some : Families.USUAL;
  }
}
