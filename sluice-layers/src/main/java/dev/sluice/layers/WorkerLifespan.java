package dev.sluice.layers;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.Inbox;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;
import dev.sluice.Scope;

/** A worker that starts before a server's first connection, and stops behind its last. */
record WorkerLifespan(Application application, ChannelLayer layer, WorkerConfig config)
    implements Application {

  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) {
    if (!(scope instanceof LifespanScope)) {
      throw new IllegalArgumentException(
          "%s came to a worker's lifespan (expected: ProtocolTypeRouter.lifespan around it)"
              .formatted(scope.id()));
    }
    expect(LifespanEvent.Startup.class, inbox);
    try (var _ = Worker.start(application, layer, config)) {
      outbox.send(new LifespanCommand.Started(Attributes.none()));
      expect(LifespanEvent.Shutdown.class, inbox);
    }
  }

  private static void expect(Class<? extends LifespanEvent> type, Inbox inbox) {
    if (!type.isInstance(inbox.receive())) {
      throw new IllegalStateException(
          "a lifespan went on otherwise (expected: %s)".formatted(type.getSimpleName()));
    }
  }
}
