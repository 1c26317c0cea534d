package dev.sluice;

/** Thrown when an application needs something that no middleware around it provides. */
public final class MissingAttributeException extends SluiceException {

  private static final long serialVersionUID = 1L;

  MissingAttributeException(Attribute<?> key, Attributes present) {
    super(
        "no %s in this scope, which has %s: wrap %s around this application, or around a router above it"
            .formatted(key.name(), present, key.provider()));
  }
}
