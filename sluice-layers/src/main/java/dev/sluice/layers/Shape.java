package dev.sluice.layers;

import org.jspecify.annotations.Nullable;

/** How one kind of value is written for a wire and read from one. */
interface Shape {

  /** Returns a value of Java as a wire has it. */
  @Nullable Object write(Object value, Where where);

  /** Returns a wire's value as Java has it; {@code wire} is null for nothing. */
  Object read(@Nullable Object wire, Where where);
}
