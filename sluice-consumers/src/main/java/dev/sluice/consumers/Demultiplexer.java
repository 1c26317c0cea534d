package dev.sluice.consumers;

import dev.sluice.Application;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.layers.Channel;
import dev.sluice.web.BadInput;
import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Several named streams over one WebSocket, each served by an application of its own as if it had a
 * socket to itself. Immutable: each step returns a new one. The {@code channelsmultiplexer} package
 * for Channels has the same messages.
 *
 * <p>Both sides say {@code {"stream": NAME, "payload": JSON}}. Each stream has a thread of its own,
 * which gets its messages in order. The socket is accepted when the first stream accepts, and
 * refused when none does. A stream that ends, fails or refuses ends alone: the client is told
 * {@code {"stream": NAME, "closed": {"code": ..., "reason": ...}}}. When no stream is left, or a
 * {@link #main} one ends, the socket is closed with its code. Inside a layer's middleware each
 * stream has a channel and groups of its own. A stream sends nothing but JSON in text messages, and
 * leaves subprotocols and header fields to whoever accepts for all.
 */
public final class Demultiplexer implements Application {

  private final Map<String, Branch> branches;
  private final BadInput badInput;
  private final Duration patience;

  /** Makes one without streams, which answers what it cannot read and waits for 5 s. */
  public Demultiplexer() {
    this(Map.of(), BadInput.answer(), Duration.ofSeconds(5));
  }

  private Demultiplexer(Map<String, Branch> branches, BadInput badInput, Duration patience) {
    this.branches = branches;
    this.badInput = badInput;
    this.patience = patience;
  }

  /** Lets a handler serve a stream, whose end is its own business. */
  public Demultiplexer stream(String name, WebSocket.Handler handler) {
    return stream(name, WebSocket.application(handler));
  }

  /** Lets an application serve a stream, with middleware of its own perhaps. */
  public Demultiplexer stream(String name, Application application) {
    return with(name, application, false);
  }

  /** Lets a handler serve a stream whose end is the end of the socket. */
  public Demultiplexer main(String name, WebSocket.Handler handler) {
    return main(name, WebSocket.application(handler));
  }

  /** Lets an application serve a stream whose end is the end of the socket. */
  public Demultiplexer main(String name, Application application) {
    return with(name, application, true);
  }

  private Demultiplexer with(String name, Application application, boolean main) {
    var branch = new Branch(Channel.ofPart().wrap(application), main);
    var more = new LinkedHashMap<>(branches);
    if (more.putIfAbsent(name, branch) != null) {
      throw new IllegalArgumentException(
          "there are two streams '%s' (expected: different names)".formatted(name));
    }
    return new Demultiplexer(Collections.unmodifiableMap(more), badInput, patience);
  }

  /** Decides otherwise about messages that are no envelope, or for a stream that is not there. */
  public Demultiplexer withBadInput(BadInput decision) {
    return new Demultiplexer(branches, decision, patience);
  }

  /**
   * Waits for another time until a stream takes what waits for it, when that is 64 messages or 256
   * thousand characters. Then that stream is closed with 1008. Meanwhile nothing is read for
   * others.
   */
  public Demultiplexer withPatience(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException(
          "the patience is %s (expected: zero or more)".formatted(time));
    }
    return new Demultiplexer(branches, badInput, time);
  }

  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    var early = new HandshakeInbox(inbox);
    WebSocket.application(
            socket -> {
              var trunk = new Trunk(socket, early, outbox);
              new Demultiplexing(socket, trunk, badInput, patience).serve(branches);
            })
        .serve(scope, early, outbox);
  }

  /**
   * What serves a stream.
   *
   * @param main whether its end is the end of the socket
   */
  record Branch(Application application, boolean main) {}
}
