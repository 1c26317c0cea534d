package dev.sluice.consumers;

import dev.sluice.CancelledException;
import dev.sluice.Event;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.web.BadInput;
import dev.sluice.web.BadMessageException;
import dev.sluice.web.BadMessageException.Code;
import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One socket with several streams, on the socket's own thread. */
final class Demultiplexing {

  private final WebSocket socket;
  private final Trunk trunk;
  private final BadInput badInput;
  private final Duration patience;
  private final Strands strands;

  Demultiplexing(WebSocket socket, Trunk trunk, BadInput badInput, Duration patience) {
    this.socket = socket;
    this.trunk = trunk;
    this.badInput = badInput;
    this.patience = patience;
    this.strands = new Strands(trunk);
  }

  /** Serves until the socket is over, and then until every stream's application has ended. */
  void serve(Map<String, Demultiplexer.Branch> branches) {
    branches.forEach(
        (name, branch) -> strands.add(new Strand(name, branch, socket.scope(), strands, trunk)));
    strands.open().forEach(Strand::start);
    try {
      converse();
    } catch (Throwable failure) {
      over(socket.isOpen() ? Ending.code(failure) : socket.closeCode());
      if (failure instanceof CancelledException) {
        strands.interrupt();
      }
      strands.awaitEnd();
      throw failure;
    }
    over(socket.closeCode());
    strands.awaitEnd();
  }

  private void over(int code) {
    trunk.over();
    strands.over(code);
  }

  private void converse() {
    var refusal = awaitVote();
    if (refusal.isPresent()) {
      refuse(refusal.get());
      return;
    }
    trunk.accept();
    strands.accepted();
    for (var event : socket) {
      receive(event);
      if (trunk.closeIfEnding()) {
        return;
      }
    }
  }

  /** Waits until it is clear whether the socket is accepted; returns the refusal if it is not. */
  private Optional<WebSocketCommand.Deny> awaitVote() {
    while (true) {
      var refusal = strands.refusal();
      if (refusal.isPresent() || strands.isAccepted()) {
        return refusal;
      }
      trunk.awaitNews();
    }
  }

  private void refuse(WebSocketCommand.Deny denial) {
    socket.deny(denial.status(), denial.headers(), denial.body());
  }

  private void receive(Event event) {
    try {
      switch (event) {
        case WebSocketEvent.Text(String text) -> deliver(Envelope.read(text));
        case WebSocketEvent.Binary _ -> throw BadMessageException.binary();
        default -> {} // a stream has ended, or somebody speaks to a channel that no stream has
      }
    } catch (BadMessageException problem) {
      trunk.exclusively(() -> badInput.handle(socket, problem));
    }
  }

  private void deliver(Envelope envelope) {
    var strand = strands.find(envelope.stream());
    if (strand.isEmpty()) {
      throw new BadMessageException(Code.UNKNOWN_STREAM, "stream", "expected one of " + names());
    }
    strand.get().received(envelope.payload().json(), patience);
  }

  private String names() {
    return strands.open().stream().map(Strand::name).collect(Collectors.joining(", "));
  }
}
