package dev.sluice;

/**
 * The life of a server, from before its first connection until behind its last. ASGI type {@code
 * lifespan}.
 *
 * <p>An application that has nothing to do then returns at once. One that has receives {@link
 * LifespanEvent.Startup}, sends {@link LifespanCommand.Started}, receives {@link
 * LifespanEvent.Shutdown} and returns.
 */
public record LifespanScope(Attributes attributes) implements Scope {

  @Override
  public String id() {
    return "lifespan";
  }

  @Override
  public <T> LifespanScope with(Attribute<T> key, T value) {
    return new LifespanScope(attributes.with(key, value));
  }
}
