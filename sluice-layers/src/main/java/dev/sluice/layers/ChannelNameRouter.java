package dev.sluice.layers;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.ChannelScope;
import dev.sluice.Inbox;
import dev.sluice.Message;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Chooses what serves a named channel by that name. Immutable: each step returns a new router.
 * Channels' {@code ChannelNameRouter}.
 */
public final class ChannelNameRouter implements Application {

  /** Does one job. Safe for use by many threads, since jobs run side by side. */
  @FunctionalInterface
  public interface Job {

    /** Returns when the job is done; a failure is logged, and ends nothing but this job. */
    void run(Message message) throws Exception;
  }

  private final SortedMap<String, Application> applications;

  /** Makes one that serves nothing. */
  public ChannelNameRouter() {
    this(new TreeMap<>());
  }

  private ChannelNameRouter(SortedMap<String, Application> applications) {
    this.applications = applications;
  }

  /**
   * Lets {@code application} serve a channel. It receives one message at a time, and more as long
   * as it goes on receiving.
   */
  public ChannelNameRouter route(String channel, Application application) {
    var more = new TreeMap<>(applications);
    more.put(ChannelNames.requireQueue(channel), application);
    return new ChannelNameRouter(more);
  }

  /** Lets {@code job} do what each message of a channel asks for. */
  public ChannelNameRouter job(String channel, Job job) {
    return route(
        channel,
        (_, inbox, _) -> {
          if (inbox.receive() instanceof ChannelEvent(Message message)) {
            job.run(message);
          }
        });
  }

  /** The channels that are served, for a {@link WorkerConfig}. */
  public Set<String> channels() {
    return Set.copyOf(applications.keySet());
  }

  @Override
  public void serve(Scope scope, Inbox inbox, Outbox outbox) throws Exception {
    if (!(scope instanceof ChannelScope jobs)) {
      throw new IllegalArgumentException(
          "%s is no named channel (expected: ProtocolTypeRouter.channel around this)"
              .formatted(scope.id()));
    }
    var application = applications.get(jobs.channel());
    if (application == null) {
      throw new IllegalArgumentException(
          "nobody serves the channel %s (expected: one of %s)"
              .formatted(jobs.channel(), applications.keySet()));
    }
    application.serve(scope, inbox, outbox);
  }
}
