package dev.sluice.web;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/** What Jackson writes to tell the records of one sealed interface apart. */
final class FamilyIds extends TypeIdResolverBase {

  private static final long serialVersionUID = 1L;

  private final Class<?> family;

  FamilyIds(Class<?> family) {
    this.family = family;
  }

  @Override
  public String idFromValue(DatabindContext context, Object value) {
    return FamilyTypes.families(context).name(family, value.getClass());
  }

  @Override
  public String idFromValueAndType(DatabindContext context, Object value, Class<?> type) {
    return idFromValue(context, value);
  }

  @Override
  public JsonTypeInfo.Id getMechanism() {
    return JsonTypeInfo.Id.CUSTOM;
  }
}
