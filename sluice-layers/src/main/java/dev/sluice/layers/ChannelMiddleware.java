package dev.sluice.layers;

import dev.sluice.Application;
import dev.sluice.Middleware;
import dev.sluice.Outbox;
import dev.sluice.Scope;

/** Gives each connection a channel, and takes it away at its end, whatever ended it. */
record ChannelMiddleware(ChannelLayer layer) implements Middleware {

  @Override
  public Application wrap(Application inner) {
    return (scope, inbox, outbox) -> {
      if (hasChannel(scope)) {
        inner.serve(scope, inbox, outbox);
        return;
      }
      var line = new ChannelInbox(inbox, scope.find(Channel.KEY).isPresent());
      serve(layer, inner, scope, line, outbox);
    };
  }

  /** Serves with a channel that is new, whatever there is around. */
  static void serve(
      ChannelLayer layer, Application inner, Scope scope, ChannelInbox line, Outbox outbox)
      throws Exception {
    try (var channel = new Channel(layer, line, scope)) {
      inner.serve(scope.with(Channel.KEY, channel), line, new ChannelOutbox(channel, outbox));
    }
  }

  private boolean hasChannel(Scope scope) {
    return scope.find(Channel.KEY).filter(channel -> channel.isOf(layer)).isPresent();
  }
}
