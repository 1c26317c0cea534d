package dev.sluice.layers;

import java.time.Duration;
import java.util.Set;

/**
 * What a worker does.
 *
 * @param channels the names of the channels that it reads
 * @param jobs how many jobs of each channel run at once; no message is taken out of the layer
 *     before one of them is free
 * @param stopDeadline how long jobs may go on when the worker stops, before they are interrupted
 */
public record WorkerConfig(Set<String> channels, int jobs, Duration stopDeadline) {

  /** Checks every value. */
  public WorkerConfig {
    channels = Set.copyOf(channels);
    if (channels.isEmpty()) {
      throw new IllegalArgumentException("there are no channels (expected: at least one name)");
    }
    channels.forEach(ChannelNames::requireQueue);
    LayerConfig.requirePositive("jobs", jobs);
    LayerConfig.requirePositive("stopDeadline", stopDeadline);
  }

  /** Returns ten jobs of each channel at once, and ten seconds to finish. */
  public static WorkerConfig of(Set<String> channels) {
    return new WorkerConfig(channels, 10, Duration.ofSeconds(10));
  }

  /** Returns the same with another number of jobs. */
  public WorkerConfig withJobs(int most) {
    return new WorkerConfig(channels, most, stopDeadline);
  }

  /** Returns the same with another time to finish. */
  public WorkerConfig withStopDeadline(Duration time) {
    return new WorkerConfig(channels, jobs, time);
  }
}
