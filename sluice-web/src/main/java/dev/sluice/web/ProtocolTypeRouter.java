package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.ChannelScope;
import dev.sluice.DenyException;
import dev.sluice.ExtensionScope;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.WebSocketScope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses an application by the kind of connection. Where there is none, a request or a WebSocket
 * is answered with 404, a lifespan passes without anything done, and anything else is an error.
 * Immutable: each step returns a new router. Channels' {@code ProtocolTypeRouter}.
 */
public final class ProtocolTypeRouter implements Application {

  private static final String HTTP = "http";
  private static final String WEB_SOCKET = "websocket";
  private static final String CHANNEL = "channel";
  private static final String LIFESPAN = "lifespan";

  private final Map<String, Application> applications;

  /** Makes one that serves nothing. */
  public ProtocolTypeRouter() {
    this(Map.of());
  }

  private ProtocolTypeRouter(Map<String, Application> applications) {
    this.applications = applications;
  }

  /** Lets {@code application} serve HTTP requests. */
  public ProtocolTypeRouter http(Application application) {
    return with(HTTP, application);
  }

  /** Lets {@code application} serve WebSockets. */
  public ProtocolTypeRouter webSocket(Application application) {
    return with(WEB_SOCKET, application);
  }

  /** Lets {@code application} serve the named channels that a worker reads. */
  public ProtocolTypeRouter channel(Application application) {
    return with(CHANNEL, application);
  }

  /** Lets {@code application} do what is to be done when the server starts and stops. */
  public ProtocolTypeRouter lifespan(Application application) {
    return with(LIFESPAN, application);
  }

  /**
   * Lets {@code application} serve the connections of another protocol.
   *
   * @param name as in {@link ExtensionScope#protocol}
   * @throws IllegalArgumentException if that is the name of a kind that has a method of its own
   */
  public ProtocolTypeRouter protocol(String name, Application application) {
    if (name.equals(HTTP)
        || name.equals(WEB_SOCKET)
        || name.equals(CHANNEL)
        || name.equals(LIFESPAN)) {
      throw new IllegalArgumentException(
          "the protocol is '%s' (expected: another one; there is a method for this)"
              .formatted(name));
    }
    return with(name, application);
  }

  private ProtocolTypeRouter with(String type, Application application) {
    var more = new HashMap<>(applications);
    more.put(type, application);
    return new ProtocolTypeRouter(Map.copyOf(more));
  }

  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    var type = type(scope);
    var application = Optional.ofNullable(applications.get(type));
    if (application.isPresent()) {
      application.get().serve(scope, inbox, outbox);
      return;
    }
    switch (scope) {
      case HttpScope _, WebSocketScope _ -> throw new DenyException(404, "Not Found");
      case LifespanScope _ -> {}
      case ChannelScope _, ExtensionScope _ ->
          throw new IllegalArgumentException(
              "no application for the protocol '%s' (expected: one of %s)"
                  .formatted(type, applications.keySet()));
    }
  }

  private static String type(Scope scope) {
    return switch (scope) {
      case HttpScope _ -> HTTP;
      case WebSocketScope _ -> WEB_SOCKET;
      case ChannelScope _ -> CHANNEL;
      case LifespanScope _ -> LIFESPAN;
      case ExtensionScope extension -> extension.protocol();
    };
  }
}
