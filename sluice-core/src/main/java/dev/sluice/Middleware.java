package dev.sluice;

/** Makes an application out of an application. */
@FunctionalInterface
public interface Middleware {

  /** Returns an application that does this middleware's work around {@code inner}. */
  Application wrap(Application inner);

  /** Returns a middleware with this one outside and {@code next} inside. */
  default Middleware andThen(Middleware next) {
    return inner -> wrap(next.wrap(inner));
  }

  /**
   * Returns a middleware that changes the scope of each request and WebSocket and nothing else;
   * other scopes pass as they are.
   */
  static Middleware onConnection(ConnectionChange change) {
    return inner ->
        (scope, inbox, outbox) -> {
          switch (scope) {
            case ConnectionScope connection -> inner.serve(change.apply(connection), inbox, outbox);
            case ChannelScope _, LifespanScope _, ExtensionScope _ ->
                inner.serve(scope, inbox, outbox);
          }
        };
  }

  /** Returns a middleware that changes every scope, of whatever kind, and nothing else. */
  static Middleware onScope(ScopeChange change) {
    return inner -> (scope, inbox, outbox) -> inner.serve(change.apply(scope), inbox, outbox);
  }

  /** A change to a connection's scope; it may block, and it may refuse with a DenyException. */
  @FunctionalInterface
  interface ConnectionChange {
    /** Returns the scope that the inner application sees. */
    ConnectionScope apply(ConnectionScope scope) throws Exception;
  }

  /** A change to any scope; it may block, and it may refuse with a DenyException. */
  @FunctionalInterface
  interface ScopeChange {
    /** Returns the scope that the inner application sees. */
    Scope apply(Scope scope) throws Exception;
  }
}
