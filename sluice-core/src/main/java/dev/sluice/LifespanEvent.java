package dev.sluice;

/** What happens to a server as a whole. */
public sealed interface LifespanEvent extends Event {

  /** There is no connection yet, and none until the answer. ASGI {@code lifespan.startup}. */
  record Startup() implements LifespanEvent {}

  /** There is no connection any more. ASGI {@code lifespan.shutdown}. */
  record Shutdown() implements LifespanEvent {}
}
