package dev.sluice.server;

import dev.sluice.Application;
import io.netty.channel.EventLoop;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop and what every connection on it needs.
 *
 * @param application what serves each connection, with denials answered
 * @param site what all loops share
 */
record Worker(EventLoop loop, Members members, Application application, Site site) {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Has something done on the loop, unless the server has ended and everything with it. */
  void execute(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the server has ended", e);
    }
  }

  ServerConfig config() {
    return site.config();
  }

  Environment environment() {
    return site.environment();
  }
}
