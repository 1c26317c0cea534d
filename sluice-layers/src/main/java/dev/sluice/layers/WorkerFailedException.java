package dev.sluice.layers;

import dev.sluice.SluiceException;

/** Thrown when a worker has ended because it could not read a channel. */
public final class WorkerFailedException extends SluiceException {

  private static final long serialVersionUID = 1L;

  WorkerFailedException(String channel, Throwable cause) {
    super("the channel %s cannot be read, so the worker has stopped".formatted(channel), cause);
  }
}
