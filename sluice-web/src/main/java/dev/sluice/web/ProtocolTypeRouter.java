package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.DenyException;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.WebSocketScope;

/**
 * Chooses an application by the kind of connection; where there is none, answers 404. Immutable:
 * each step returns a new router.
 */
public final class ProtocolTypeRouter implements Application {

  private static final Application NOBODY =
      (scope, inbox, outbox) -> {
        throw new DenyException(404, "Not Found");
      };

  private final Application http;
  private final Application webSocket;

  /** Makes one that serves nothing. */
  public ProtocolTypeRouter() {
    this(NOBODY, NOBODY);
  }

  private ProtocolTypeRouter(Application http, Application webSocket) {
    this.http = http;
    this.webSocket = webSocket;
  }

  /** Lets {@code application} serve HTTP requests. */
  public ProtocolTypeRouter http(Application application) {
    return new ProtocolTypeRouter(application, webSocket);
  }

  /** Lets {@code application} serve WebSockets. */
  public ProtocolTypeRouter webSocket(Application application) {
    return new ProtocolTypeRouter(http, application);
  }

  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    var application =
        switch (scope) {
          case HttpScope _ -> http;
          case WebSocketScope _ -> webSocket;
        };
    application.serve(scope, inbox, outbox);
  }
}
