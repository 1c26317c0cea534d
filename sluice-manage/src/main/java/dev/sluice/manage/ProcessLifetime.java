package dev.sluice.manage;

import dev.sluice.layers.Worker;
import dev.sluice.server.Server;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes servers and workers when the process is told to end (SIGTERM, SIGINT), and lets the
 * command finish.
 */
final class ProcessLifetime implements Serving {

  private static final long LONGEST_FINISH_SECONDS = 10;

  private final CountDownLatch finished = new CountDownLatch(1);

  @Override
  public void started(Server server) {
    atEnd(server::close);
  }

  @Override
  public void started(Worker worker) {
    atEnd(worker::close);
  }

  private void atEnd(Runnable close) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(close), "sluice-end"));
  }

  /** Says that the command has returned, and with it closed what it had open. */
  void finish() {
    finished.countDown();
  }

  private void end(Runnable close) {
    close.run();
    try {
      if (!finished.await(LONGEST_FINISH_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "sluice: the command did not finish after its server or worker was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
