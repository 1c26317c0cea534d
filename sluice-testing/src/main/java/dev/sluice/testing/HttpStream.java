package dev.sluice.testing;

import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import java.time.Duration;
import java.util.ArrayList;

/**
 * The client's end of one HTTP request that goes on: its body is sent, and its response read, piece
 * by piece. For use by one thread.
 *
 * <p>Every method that waits fails with an {@link AssertionError} when patience is over, or with
 * the application's own failure if it has one: an unchecked one as it is, a checked one as the
 * cause.
 */
public final class HttpStream implements AutoCloseable {

  private final ApplicationCommunicator connection;
  private boolean over;

  HttpStream(ApplicationCommunicator connection) {
    this.connection = connection;
  }

  /** Sends a piece of the body; waits while the application's inbox is full. */
  public void send(Bytes piece) {
    connection.send(new HttpEvent.Body(piece, true));
  }

  /** Sends a piece of the body, as UTF-8; waits while the application's inbox is full. */
  public void send(String piece) {
    send(Bytes.utf8(piece));
  }

  /** Sends the end of the body. */
  public void endBody() {
    endBody(Bytes.empty());
  }

  void endBody(Bytes last) {
    connection.send(new HttpEvent.Body(last, false));
  }

  /** Posts what another part of the program says; false if the inbox is full or at its end. */
  public boolean post(ChannelEvent event) {
    return connection.post(event);
  }

  /** Waits for the response to begin, with a status. */
  public HttpCommand.Start expectStart(int status) {
    var start = connection.receive(HttpCommand.Start.class);
    if (start.status() != status) {
      throw new AssertionError(
          "the response's status is %d (expected: %d)".formatted(start.status(), status));
    }
    return start;
  }

  /** Waits for the next piece of the response that is not empty. */
  public Bytes receivePiece() {
    while (!over) {
      var bytes = receiveBody();
      if (bytes.size() > 0) {
        return bytes;
      }
    }
    throw new AssertionError("the response has ended (expected: another piece)");
  }

  /** Waits for the next piece of the response that is not empty, and reads it as UTF-8. */
  public String receiveText() {
    return receivePiece().utf8();
  }

  /** Waits for the response to end, with no more bytes in it. */
  public void expectEnd() {
    while (!over) {
      var bytes = receiveBody();
      if (bytes.size() > 0) {
        throw new AssertionError(
            "the response goes on with %s (expected: its end)".formatted(bytes));
      }
    }
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

  /**
   * Goes away in the middle, as a client does that closes its connection or whose network fails.
   */
  public void leave() {
    over = true;
    connection.leave(new HttpEvent.Disconnect());
  }

  /** Ends the application early, as a server does that stops: its waits throw. */
  public void cancel() {
    connection.cancel();
  }

  /** Waits for the application to return. */
  public void awaitEnd() {
    connection.awaitEnd();
  }

  /** Goes away if the response has not ended, and waits for the application to return. */
  @Override
  public void close() {
    if (!over) {
      leave();
    }
    stop();
  }

  /** Waits for the application to return, without going away. */
  void stop() {
    connection.stop();
  }

  HttpAnswer receiveAnswer() {
    var start = connection.receive(HttpCommand.Start.class);
    var body = new ArrayList<Bytes>();
    while (!over) {
      body.add(receiveBody());
    }
    return new HttpAnswer(start.status(), start.headers(), Bytes.join(body));
  }

  private Bytes receiveBody() {
    var body = connection.receive(HttpCommand.Body.class);
    over = !body.more();
    return body.bytes();
  }
}
