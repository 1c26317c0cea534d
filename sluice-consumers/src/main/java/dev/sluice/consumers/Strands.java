package dev.sluice.consumers;

import dev.sluice.CancelledException;
import dev.sluice.DisconnectedException;
import dev.sluice.WebSocketCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All streams of one socket: which accept, and which are left. Safe for use by many threads.
 *
 * <p>The socket is accepted when one stream accepts, and every main one; it is refused when a main
 * one, or all of them, refuse.
 */
final class Strands {

  private static final Logger LOG = LoggerFactory.getLogger(Strands.class);

  private final Trunk trunk;
  private final Map<Strand, State> states = new LinkedHashMap<>();
  private Phase phase = Phase.CONNECTING;

  Strands(Trunk trunk) {
    this.trunk = trunk;
  }

  void add(Strand strand) {
    states.put(strand, new State.Asked());
  }

  /** Returns the stream of a name, if it goes on. */
  synchronized Optional<Strand> find(String name) {
    return open().stream().filter(strand -> strand.name().equals(name)).findFirst();
  }

  /** The streams that go on. */
  synchronized List<Strand> open() {
    return states.keySet().stream().filter(strand -> !hasEnded(strand)).toList();
  }

  // What streams do

  /** Accepts a stream, and waits until the socket is accepted. */
  synchronized void accept(Strand strand) {
    requireGoing(strand);
    if (!(states.get(strand) instanceof State.Asked)) {
      throw new IllegalStateException("the stream is open (expected: an accept only once)");
    }
    states.put(strand, new State.Open());
    trunk.wake();
    while (phase == Phase.CONNECTING) {
      await();
    }
    requireGoing(strand);
  }

  synchronized void requireOpen(Strand strand) {
    requireGoing(strand);
    if (states.get(strand) instanceof State.Asked) {
      throw new IllegalStateException("the stream is not open (expected: an accept before)");
    }
  }

  private void requireGoing(Strand strand) {
    if (phase == Phase.OVER || hasEnded(strand)) {
      throw new DisconnectedException("the stream has been closed");
    }
  }

  /** Ends a stream, and with it the socket if it must; false if the stream had ended before. */
  boolean end(Strand strand, Strand.Ended how) {
    WebSocketCommand.Close close;
    boolean last;
    synchronized (this) {
      if (phase == Phase.OVER || hasEnded(strand)) {
        return false;
      }
      var refused = states.put(strand, new State.Ended(how)) instanceof State.Asked;
      close = refused ? Refusals.of(how.denial()) : how.close();
      last = strand.isMain() || open().isEmpty();
      notifyAll();
    }
    strand.disconnected(close.code(), "");
    if (last) {
      trunk.end(close);
    } else {
      tell(Envelope.closed(strand.name(), close.code(), close.reason()));
    }
    return true;
  }

  /** Tells the client, unless it has gone or the server ends the stream anyway. */
  private void tell(String text) {
    try {
      trunk.send(text);
    } catch (DisconnectedException | CancelledException e) {
      LOG.debug("nobody could be told of the end of a stream", e);
    }
  }

  private boolean hasEnded(Strand strand) {
    return states.get(strand) instanceof State.Ended;
  }

  // What the socket does

  /** Returns why the socket is refused, if that is clear already. */
  synchronized Optional<WebSocketCommand.Deny> refusal() {
    var nobody = open().isEmpty();
    return states.keySet().stream()
        .filter(strand -> nobody || strand.isMain())
        .flatMap(strand -> denial(strand).stream())
        .findFirst()
        .or(
            () ->
                states.isEmpty()
                    ? Optional.of(Refusals.of(Strand.RETURNED, ""))
                    : Optional.empty());
  }

  private Optional<WebSocketCommand.Deny> denial(Strand strand) {
    return states.get(strand) instanceof State.Ended(var how)
        ? Optional.of(how.denial())
        : Optional.empty();
  }

  /** Whether it is clear that the socket is accepted. */
  synchronized boolean isAccepted() {
    return states.values().stream().anyMatch(state -> state instanceof State.Open)
        && states.keySet().stream()
            .allMatch(it -> !it.isMain() || states.get(it) instanceof State.Open);
  }

  /** Lets the streams that have accepted go on. */
  synchronized void accepted() {
    phase = Phase.OPEN;
    notifyAll();
  }

  /** Lets no stream send any more, and tells all that go on that the socket is over. */
  void over(int code) {
    List<Strand> left;
    synchronized (this) {
      left = open();
      phase = Phase.OVER;
      notifyAll();
    }
    left.forEach(strand -> strand.disconnected(code, ""));
  }

  /** Waits until no stream's application is left; interrupts them if the server ends all. */
  void awaitEnd() {
    try {
      for (var strand : states.keySet()) {
        strand.awaitEnd();
      }
    } catch (InterruptedException e) {
      interrupt();
      throw new CancelledException();
    }
  }

  void interrupt() {
    states.keySet().forEach(Strand::interrupt);
  }

  private void await() {
    try {
      TimeUnit.MINUTES.timedWait(this, 1); // who calls this looks again
    } catch (InterruptedException e) {
      throw new CancelledException();
    }
  }

  private enum Phase {
    CONNECTING,
    OPEN,
    OVER
  }

  private sealed interface State {
    record Asked() implements State {}

    record Open() implements State {}

    record Ended(Strand.Ended how) implements State {}
  }
}
