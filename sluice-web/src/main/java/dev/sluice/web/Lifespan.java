package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.Inbox;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;

/**
 * The life of a server, as plain blocking code: what stands before {@link #await} happens before
 * the first connection, what stands behind it after the last. For use by its own thread only.
 * ASGI's lifespan protocol 2.0.
 */
public final class Lifespan {

  /** Does what is to be done when a server starts and when it stops. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Calls {@link #await} in its middle. A failure before that ends the server before its first
     * connection, with the failure's words as the reason; returning without it does nothing.
     */
    void handle(Lifespan lifespan) throws Exception;
  }

  private final Inbox inbox;
  private final Outbox outbox;
  private boolean started;

  private Lifespan(Inbox inbox, Outbox outbox) {
    this.inbox = inbox;
    this.outbox = outbox;
  }

  /** Returns a handler as an application; one that serves connections cannot be this one. */
  public static Application application(Handler handler) {
    return (scope, inbox, outbox) -> {
      if (!(scope instanceof LifespanScope)) {
        throw new IllegalArgumentException(
            "%s came to a lifespan's handler (expected: ProtocolTypeRouter.lifespan around it)"
                .formatted(scope.getClass().getSimpleName()));
      }
      run(handler, new Lifespan(inbox, outbox));
    };
  }

  private static void run(Handler handler, Lifespan lifespan) throws Exception {
    if (!(lifespan.inbox.receive() instanceof LifespanEvent.Startup)) {
      throw new IllegalStateException("a lifespan began otherwise (expected: with its start)");
    }
    try {
      handler.handle(lifespan);
    } catch (Throwable failure) {
      if (!lifespan.started) {
        lifespan.outbox.send(new LifespanCommand.Failed(reason(failure)));
      }
      throw failure;
    }
  }

  private static String reason(Throwable failure) {
    var words = failure.getMessage();
    return words == null ? failure.getClass().getName() : words;
  }

  /**
   * Lets the server take connections, each with {@code state} in its scope, and returns when there
   * is none any more.
   */
  public void await(Attributes state) {
    if (started) {
      throw new IllegalStateException("the server has been let start (expected: once)");
    }
    started = true;
    outbox.send(new LifespanCommand.Started(state));
    if (!(inbox.receive() instanceof LifespanEvent.Shutdown)) {
      throw new IllegalStateException("a lifespan went on otherwise (expected: with its end)");
    }
  }
}
