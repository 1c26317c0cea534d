package dev.sluice.consumers;

import dev.sluice.ChannelEvent;
import dev.sluice.DisconnectedException;
import dev.sluice.Message;
import dev.sluice.Outbox;
import dev.sluice.WebSocketCommand;
import dev.sluice.web.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The socket that all streams share. Streams send from threads of their own, one at a time; the
 * socket's own thread accepts, refuses and closes it.
 */
final class Trunk {

  private final WebSocket socket;
  private final HandshakeInbox inbox;
  private final Outbox outbox;
  private final ReentrantLock wire = new ReentrantLock(); // held while the client is slow
  private final List<String> early = new ArrayList<>();
  private boolean open;
  private volatile boolean over;
  private Optional<WebSocketCommand.Close> ending = Optional.empty();

  Trunk(WebSocket socket, HandshakeInbox inbox, Outbox outbox) {
    this.socket = socket;
    this.inbox = inbox;
    this.outbox = outbox;
  }

  /** Says something that belongs behind the accept, be it that this comes later. */
  void send(String text) {
    wire.lock();
    try {
      if (over) {
        throw new DisconnectedException("the socket of all streams has been closed");
      }
      if (open) {
        outbox.send(new WebSocketCommand.Text(text));
      } else {
        early.add(text);
      }
    } finally {
      wire.unlock();
    }
  }

  /** Accepts for all streams. */
  void accept() {
    wire.lock();
    try {
      socket.accept();
      open = true;
      early.forEach(text -> outbox.send(new WebSocketCommand.Text(text)));
      early.clear();
    } finally {
      wire.unlock();
    }
  }

  /** Does something with the socket while no stream sends. */
  void exclusively(Runnable action) {
    wire.lock();
    try {
      action.run();
    } finally {
      wire.unlock();
    }
  }

  /** Has the socket's own thread close it. Any thread may ask. */
  void end(WebSocketCommand.Close close) {
    wire.lock();
    try {
      ending = ending.or(() -> Optional.of(close));
    } finally {
      wire.unlock();
    }
    wake();
  }

  /** Has the socket's own thread look again. Any thread may ask. */
  void wake() {
    var _ = inbox.post(new ChannelEvent(new Wake())); // if there is no room it wakes anyway
  }

  /**
   * Waits until something has happened to a socket that is not accepted yet.
   *
   * @throws DisconnectedException if that is its client's leaving
   */
  void awaitNews() {
    if (!inbox.awaitNews()) {
      throw new DisconnectedException("the client left before a stream had accepted");
    }
  }

  /** Closes the socket if somebody has asked for that. */
  boolean closeIfEnding() {
    wire.lock();
    try {
      ending.ifPresent(close -> socket.close(close.code(), close.reason()));
      return ending.isPresent();
    } finally {
      wire.unlock();
    }
  }

  /** Lets nobody send any more. */
  void over() {
    over = true;
  }

  /** Wakes the socket's thread. */
  private record Wake() implements Message {}
}
