package dev.sluice.layers;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that starts before a server's first connection, and stops behind its last. */
record WorkerLifespan(Application application, ChannelLayer layer, WorkerConfig config)
    implements Application {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLifespan.class);
  private static final Duration ONE_LOOK = Duration.ofSeconds(5);

  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) {
    if (!(scope instanceof LifespanScope)) {
      throw new IllegalArgumentException(
          "%s came to a worker's lifespan (expected: ProtocolTypeRouter.lifespan around it)"
              .formatted(scope.id()));
    }
    require(LifespanEvent.Startup.class, inbox.receive());
    var worker = Worker.start(application, layer, config);
    try {
      outbox.send(new LifespanCommand.Started(Attributes.none()));
      while (!isOver(inbox)) {
        if (worker.hasFailed()) {
          LOG.warn("the worker for {} is started anew", config.channels());
          worker.close();
          worker = Worker.start(application, layer, config);
        }
      }
    } finally {
      worker.close();
    }
  }

  /** Waits for the server's end, but not for long. */
  private static boolean isOver(Inbox inbox) {
    var event = inbox.receive(ONE_LOOK);
    event.ifPresent(it -> require(LifespanEvent.Shutdown.class, it));
    return event.isPresent();
  }

  private static void require(Class<? extends LifespanEvent> type, Event event) {
    if (!type.isInstance(event)) {
      throw new IllegalStateException(
          "a lifespan went on otherwise (expected: %s)".formatted(type.getSimpleName()));
    }
  }
}
