package dev.sluice;

/** An answer to {@link LifespanEvent.Startup}. */
public sealed interface LifespanCommand extends Command {

  /**
   * Lets the server take connections. ASGI {@code lifespan.startup.complete}.
   *
   * @param state what each connection's scope then begins with
   */
  record Started(Attributes state) implements LifespanCommand {}

  /**
   * Ends the server before its first connection. ASGI {@code lifespan.startup.failed}.
   *
   * @param reason for the person who started it
   */
  record Failed(String reason) implements LifespanCommand {}
}
