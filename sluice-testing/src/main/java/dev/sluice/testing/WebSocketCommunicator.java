package dev.sluice.testing;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.time.Duration;
import java.util.List;

/**
 * The client's end of a WebSocket to an application in the same process. For use by one thread.
 *
 * <p>Every method that waits fails with an {@link AssertionError} when patience is over, or with
 * the application's own failure if it has one: an unchecked one as it is, a checked one as the
 * cause.
 */
public final class WebSocketCommunicator implements AutoCloseable {

  private final ApplicationCommunicator connection;
  private boolean accepted;
  private boolean over;

  WebSocketCommunicator(ApplicationCommunicator connection) {
    this.connection = connection;
  }

  /** Returns the description of a handshake with {@code application}, to be completed. */
  public static Handshake to(Application application) {
    return new Handshake(application, ClientHead.of("ws"), List.of(), Conditions.usual());
  }

  /** Waits for the handshake to be completed. */
  public WebSocketCommand.Accept expectAccept() {
    return expect(WebSocketCommand.Accept.class);
  }

  /** Waits for the handshake to be refused; a close before an accept is a 403 without a body. */
  public WebSocketCommand.Deny expectDenied(int status) {
    var denied =
        switch (receive()) {
          case WebSocketCommand.Deny deny -> deny;
          case WebSocketCommand.Close _ when !accepted ->
              new WebSocketCommand.Deny(403, Headers.none(), Bytes.empty());
          case Command other -> throw unexpected(other, "a denial with " + status);
        };
    if (denied.status() != status) {
      throw unexpected(denied, "a denial with " + status);
    }
    return denied;
  }

  /** Sends a text message, which may be empty; waits while the application's inbox is full. */
  public void send(String text) {
    connection.send(new WebSocketEvent.Text(text));
  }

  /** Sends a binary message, which may be empty; waits while the application's inbox is full. */
  public void send(Bytes bytes) {
    connection.send(new WebSocketEvent.Binary(bytes));
  }

  /** Posts what another part of the program says; false if the inbox is full or at its end. */
  public boolean post(ChannelEvent event) {
    return connection.post(event);
  }

  /** Waits for the next command, whatever it is. */
  public Command receive() {
    var command = connection.receive();
    accepted = accepted || command instanceof WebSocketCommand.Accept;
    over =
        over
            || command instanceof WebSocketCommand.Close
            || command instanceof WebSocketCommand.Deny;
    return command;
  }

  /** Waits for a text message. */
  public String receiveText() {
    return expect(WebSocketCommand.Text.class).text();
  }

  /** Waits for a binary message. */
  public Bytes receiveBinary() {
    return expect(WebSocketCommand.Binary.class).bytes();
  }

  /** Waits for the application to close the open socket with a code. */
  public WebSocketCommand.Close expectClosed(int code) {
    if (!accepted) {
      throw new AssertionError("there was no accept (expected: one before a close frame)");
    }
    var close = expect(WebSocketCommand.Close.class);
    if (close.code() != code) {
      throw unexpected(close, "code " + code);
    }
    return close;
  }

  /** Waits until the application has read all there is, and fails if it says anything. */
  public void expectNothing() {
    connection.expectNothing();
  }

  /**
   * Lets time pass, and fails if the application says anything until then or has said it before.
   *
   * @throws IllegalStateException without a {@link VirtualClock}
   */
  public void expectNothing(Duration within) {
    connection.expectNothing(within);
  }

  /** Goes away with a close code: 1005 for none, 1006 for a connection that broke. */
  public void disconnect(int code) {
    over = true;
    connection.leave(new WebSocketEvent.Disconnect(code, ""));
  }

  /** Vanishes, as a client does whose network fails: the application hears of 1006. */
  public void vanish() {
    disconnect(1006);
  }

  /** Ends the application early, as a server does that stops: its waits throw. */
  public void cancel() {
    connection.cancel();
  }

  /** Waits for the application to return. */
  public void awaitEnd() {
    connection.awaitEnd();
  }

  /** Goes away with 1001, as a browser's page does, and waits for the application to return. */
  @Override
  public void close() {
    if (!over) {
      disconnect(1001);
    }
    connection.stop();
  }

  private <T extends Command> T expect(Class<T> type) {
    var command = receive();
    if (!type.isInstance(command)) {
      throw unexpected(command, "a " + type.getSimpleName());
    }
    return type.cast(command);
  }

  private static AssertionError unexpected(Command command, String expected) {
    return new AssertionError(
        "the application said %s (expected: %s)".formatted(command, expected));
  }
}
