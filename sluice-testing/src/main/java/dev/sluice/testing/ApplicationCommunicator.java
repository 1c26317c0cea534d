package dev.sluice.testing;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.Event;
import dev.sluice.Scope;
import java.time.Duration;

/**
 * Whatever is at the other end of an application in the same process: the client of a protocol of
 * one's own, a named channel, the server itself for a lifespan. {@link WebSocketCommunicator} and
 * {@link HttpCommunicator} know the two protocols of browsers. For use by one thread.
 *
 * <p>Every method that waits fails with an {@link AssertionError} when patience is over, or with
 * the application's own failure if it has one: an unchecked one as it is, a checked one as the
 * cause.
 */
public final class ApplicationCommunicator implements AutoCloseable {

  private final Run run;
  private final Conditions conditions;

  private ApplicationCommunicator(Run run, Conditions conditions) {
    this.run = run;
    this.conditions = conditions;
  }

  /** Starts an application under the usual conditions; nothing happens to it yet. */
  public static ApplicationCommunicator start(Application application, Scope scope) {
    return start(application, scope, Conditions.usual());
  }

  /** Starts an application; nothing happens to it yet. */
  public static ApplicationCommunicator start(
      Application application, Scope scope, Conditions conditions) {
    return new ApplicationCommunicator(Run.start(application, scope, conditions), conditions);
  }

  /**
   * Lets something happen; waits while the application's inbox is full. On a connection that is
   * over nobody hears it.
   */
  public void send(Event event) {
    run.happen(event);
  }

  /** Posts what another part of the program says; false if the inbox is full or at its end. */
  public boolean post(ChannelEvent event) {
    return run.post(event);
  }

  /** Waits for the next command, whatever it is. */
  public Command receive() {
    return run.next();
  }

  /** Waits for the next command, which must be of a type. */
  public <T extends Command> T receive(Class<T> type) {
    var command = receive();
    if (!type.isInstance(command)) {
      throw new AssertionError(
          "the application said %s (expected: a %s)".formatted(command, type.getSimpleName()));
    }
    return type.cast(command);
  }

  /** Waits until the application has read all there is, and fails if it says anything. */
  public void expectNothing() {
    run.expectNothing();
  }

  /**
   * Lets time pass, and fails if the application says anything until then or has said it before.
   *
   * @throws IllegalStateException without a {@link VirtualClock}
   */
  public void expectNothing(Duration within) {
    expectNothing();
    conditions
        .clock()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no clock to pass %s on (expected: Conditions.withClock)".formatted(within)))
        .advance(within);
    expectNothing();
  }

  /** Lets something happen behind which nothing comes: the client has gone. */
  public void leave(Event last) {
    run.leave(last);
  }

  /** Ends the application early, as a server does that stops: its waits throw. */
  public void cancel() {
    run.cancel();
  }

  /** Waits for the application to return. */
  public void awaitEnd() {
    run.awaitEnd();
  }

  /**
   * Goes away as one does that has no more to say, and waits for the application to return: a
   * browser's page closes, a server shuts down. What reads a named channel, or speaks a protocol of
   * its own, is cancelled unless somebody has left before.
   */
  @Override
  public void close() {
    run.close();
  }

  /** Waits for the application to return, without going away. */
  void stop() {
    run.stop();
  }
}
