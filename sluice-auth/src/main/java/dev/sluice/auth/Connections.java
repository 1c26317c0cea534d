package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.Inbox;
import dev.sluice.Middleware;
import dev.sluice.Outbox;
import dev.sluice.WebSocketScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The WebSockets of this process that are somebody's, and the middleware that knows of them. Safe
 * for use by many threads.
 *
 * <p>It goes around the middleware that finds out the user. As soon as it hears that a session,
 * token or user has ended, their WebSockets are closed with 4401, even while their applications are
 * busy: an application sees a disconnect next, and cannot send any more. A handshake that has not
 * been accepted yet is refused with 401. Nothing changes for HTTP.
 *
 * <p>What ends elsewhere is noticed by {@link Revalidation}.
 */
public final class Connections implements Middleware, AuthorityListener {

  private final Map<AuthorityEnd, Set<LiveSocket>> byEnd = new ConcurrentHashMap<>();
  private final Set<LiveSocket> owned = ConcurrentHashMap.newKeySet();
  private final AtomicLong endings = new AtomicLong();

  /** Makes one that knows of nobody yet. */
  public Connections() {}

  @Override
  public Application wrap(Application inner) {
    return (scope, inbox, outbox) -> {
      if (scope instanceof WebSocketScope socket && socket.find(Registration.KEY).isEmpty()) {
        serve(inner, socket, inbox, outbox);
        return;
      }
      inner.serve(scope, inbox, outbox);
    };
  }

  private void serve(Application inner, WebSocketScope scope, Inbox inbox, Outbox outbox)
      throws Exception {
    var socket = new LiveSocket(scope.id(), inbox, outbox);
    try {
      var registered = scope.with(Registration.KEY, new Registration(this, socket));
      inner.serve(registered, socket.inbox(), socket.outbox());
    } finally {
      change(socket, null);
    }
  }

  /** Closes the WebSockets that this concerns. */
  @Override
  public void ended(AuthorityEnd end) {
    endings.incrementAndGet(); // before the look, so that whoever comes too late for it notices
    byEnd
        .getOrDefault(end, Set.of())
        .forEach(socket -> socket.endIf(it -> it.ends().contains(end), end.reason()));
  }

  /** How many WebSockets are somebody's now. */
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

  void forEach(Consumer<LiveSocket> action) {
    owned.forEach(action);
  }

  /** Makes a credential, or none, what keeps a socket open. Called by the socket's own thread. */
  void change(LiveSocket socket, @Nullable Credential credential) {
    var former = socket.change(credential);
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

  private void add(AuthorityEnd end, LiveSocket socket) {
    byEnd.compute(
        end,
        (_, sockets) -> {
          var all = sockets == null ? ConcurrentHashMap.<LiveSocket>newKeySet() : sockets;
          all.add(socket);
          return all;
        });
  }

  private void remove(AuthorityEnd end, LiveSocket socket) {
    byEnd.computeIfPresent(
        end,
        (_, sockets) -> {
          sockets.remove(socket);
          return sockets.isEmpty() ? null : sockets;
        });
  }
}
