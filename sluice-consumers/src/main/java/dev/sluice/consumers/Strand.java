package dev.sluice.consumers;

import dev.sluice.CancelledException;
import dev.sluice.Command;
import dev.sluice.Denials;
import dev.sluice.DisconnectedException;
import dev.sluice.Outbox;
import dev.sluice.UnavailableException;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketCommand.Accept;
import dev.sluice.WebSocketCommand.Binary;
import dev.sluice.WebSocketCommand.Close;
import dev.sluice.WebSocketCommand.Deny;
import dev.sluice.WebSocketCommand.Text;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import dev.sluice.web.JsonText;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream of a socket: its application, on a thread of its own, and what that may do. */
final class Strand implements Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Strand.class);
  static final Close RETURNED = new Close(1000, "");

  private final String name;
  private final Demultiplexer.Branch branch;
  private final WebSocketScope scope;
  private final Strands strands;
  private final Trunk trunk;
  private final StreamInbox inbox = new StreamInbox();
  private final Thread thread;
  private volatile boolean cancelled;

  Strand(
      String name,
      Demultiplexer.Branch branch,
      WebSocketScope scope,
      Strands strands,
      Trunk trunk) {
    this.name = name;
    this.branch = branch;
    this.scope = scope;
    this.strands = strands;
    this.trunk = trunk;
    this.thread = Thread.ofVirtual().name("stream-" + name).unstarted(this::run);
  }

  String name() {
    return name;
  }

  boolean isMain() {
    return branch.main();
  }

  void start() {
    inbox.connect();
    thread.start();
  }

  private void run() {
    try {
      Denials.answer().wrap(branch.application()).serve(scope, inbox, this);
      close(RETURNED);
    } catch (DisconnectedException | CancelledException e) {
      LOG.debug("connection {}, stream {}: ended its application", scope.id(), name, e);
      close(RETURNED);
    } catch (UnavailableException e) {
      LOG.warn("connection {}, stream {}: {}", scope.id(), name, e.getMessage());
      close(new Close(1013, scope.id()));
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable failure) {
    if (cancelled && failure instanceof InterruptedException) {
      close(RETURNED);
      return;
    }
    LOG.error("connection {}, stream {}: the application failed", scope.id(), name, failure);
    close(new Close(1011, scope.id()));
  }

  /** Hands it a message of its client; one that does not take it in time is closed. */
  void received(String payload, Duration patience) {
    if (!inbox.put(new WebSocketEvent.Text(payload), patience)) {
      LOG.warn("connection {}, stream {}: too slow for its messages", scope.id(), name);
      close(new Close(1008, "too slow"));
    }
  }

  @Override
  public void send(Command command) {
    switch (command) {
      case Accept accept -> accept(accept);
      case Deny deny -> over(new Ended(deny, asClose(deny)));
      case Close close -> over(new Ended(asDenial(close), close));
      case Text(String text) -> {
        strands.requireOpen(this);
        trunk.send(Envelope.of(name, new JsonText(text)));
      }
      case Binary _ ->
          throw new IllegalArgumentException(
              "a binary message on the stream '%s' (expected: JSON in a text message)"
                  .formatted(name));
      case Command other ->
          throw new IllegalStateException(
              "%s on a stream (expected: Accept, Deny, Text or Close)"
                  .formatted(other.getClass().getSimpleName()));
    }
  }

  private void accept(Accept accept) {
    if (accept.subprotocol().isPresent() || !accept.headers().fields().isEmpty()) {
      throw new IllegalArgumentException(
          "the stream '%s' accepts with a subprotocol or header fields (expected: neither, since the socket is not its own)"
              .formatted(name));
    }
    strands.accept(this);
  }

  private void over(Ended how) {
    if (!strands.end(this, how)) {
      throw new DisconnectedException("the stream has been closed");
    }
  }

  /** Ends the stream unless it has ended. */
  private void close(Close close) {
    var _ = strands.end(this, new Ended(asDenial(close), close));
  }

  /** Tells the application that its stream is over. */
  void disconnected(int code, String reason) {
    inbox.end(new WebSocketEvent.Disconnect(code, reason));
  }

  void interrupt() {
    cancelled = true;
    thread.interrupt();
  }

  void awaitEnd() throws InterruptedException {
    thread.join();
  }

  private Deny asDenial(Close close) {
    return Refusals.of(close, scope.id());
  }

  private static Close asClose(Deny deny) {
    return Refusals.of(deny);
  }

  /**
   * How a stream has ended.
   *
   * @param denial if that was before its accept
   * @param close if it was behind that
   */
  record Ended(WebSocketCommand.Deny denial, WebSocketCommand.Close close) {}
}
