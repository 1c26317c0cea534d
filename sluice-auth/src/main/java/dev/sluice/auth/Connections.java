package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.ChannelScope;
import dev.sluice.ExtensionScope;
import dev.sluice.HttpScope;
import dev.sluice.LifespanScope;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import dev.sluice.WebSocketScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets and event streams of this process that are somebody's, and the middleware that
 * knows of them. Safe for use by many threads.
 *
 * <p>It goes around the middleware that finds out the user. As soon as it hears that a session,
 * token or user has ended, their WebSockets are closed with 4401, even while their applications are
 * busy: an application sees a disconnect next, and cannot send any more. A handshake that has not
 * been accepted yet is refused with 401.
 *
 * <p>An HTTP request is among them from when it begins an event stream or waits for something else
 * than its body. Its stream then ends, and its client, who asks again, is told who it is no longer;
 * a request that has not been answered yet is refused with 401. Other requests are not touched.
 *
 * <p>A connection of another protocol is sent {@link ExtensionScope#closing}.
 *
 * <p>What ends elsewhere is noticed by {@link Revalidation}.
 */
public final class Connections implements Middleware, AuthorityListener {

  private final Map<AuthorityEnd, Set<Live>> byEnd = new ConcurrentHashMap<>();
  private final Set<Live> owned = ConcurrentHashMap.newKeySet();
  private final AtomicLong endings = new AtomicLong();

  /** Makes one that knows of nobody yet. */
  public Connections() {}

  @Override
  public Application wrap(Application inner) {
    return (scope, inbox, outbox) -> {
      if (scope.find(Registration.KEY).isPresent()) {
        inner.serve(scope, inbox, outbox);
        return;
      }
      switch (scope) {
        case WebSocketScope handshake ->
            serve(inner, scope, new LiveSocket(handshake.id(), inbox, outbox));
        case HttpScope request -> serve(inner, scope, new LiveStream(request.id(), inbox, outbox));
        case ExtensionScope other -> serve(inner, scope, new LiveExtension(other, inbox, outbox));
        case ChannelScope _, LifespanScope _ -> inner.serve(scope, inbox, outbox);
      }
    };
  }

  private void serve(Application inner, Scope scope, Live connection) throws Exception {
    try {
      var registered = scope.with(Registration.KEY, new Registration(this, connection));
      inner.serve(registered, connection.inbox(), connection.outbox());
    } finally {
      change(connection, null);
    }
  }

  /** Ends the connections that this concerns. */
  @Override
  public void ended(AuthorityEnd end) {
    endings.incrementAndGet(); // before the look, so that whoever comes too late for it notices
    byEnd
        .getOrDefault(end, Set.of())
        .forEach(socket -> socket.endIf(it -> it.ends().contains(end), end.reason()));
  }

  /** How many connections are somebody's now. */
  public int size() {
    return owned.size();
  }

  /** How many different things could end one of them. */
  int waysToEnd() {
    return byEnd.size();
  }

  /** How often something has ended so far. */
  long endings() {
    return endings.get();
  }

  void forEach(Consumer<Live> action) {
    owned.forEach(action);
  }

  /** Makes a credential, or none, what keeps a connection open. Called by its own thread. */
  void change(Live socket, @Nullable Credential credential) {
    var former = socket.tenure().change(credential);
    if (!socket.isLive()) {
      return;
    }
    var before = former.map(Credential::ends).orElse(List.of());
    var after = credential == null ? List.<AuthorityEnd>of() : credential.ends();
    after.forEach(end -> add(end, socket));
    before.stream().filter(end -> !after.contains(end)).forEach(end -> remove(end, socket));
    if (credential == null) {
      owned.remove(socket);
      return;
    }
    owned.add(socket);
  }

  private void add(AuthorityEnd end, Live socket) {
    byEnd.compute(
        end,
        (_, sockets) -> {
          var all = sockets == null ? ConcurrentHashMap.<Live>newKeySet() : sockets;
          all.add(socket);
          return all;
        });
  }

  private void remove(AuthorityEnd end, Live socket) {
    byEnd.computeIfPresent(
        end,
        (_, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }
}
