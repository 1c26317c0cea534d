package dev.sluice.consumers;

import dev.sluice.CancelledException;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.UnavailableException;
import dev.sluice.web.WebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is left to do when a conversation is over, whatever became of it. */
final class Ending {

  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** What is to be told the code. */
  @FunctionalInterface
  interface Hook {
    void disconnect(int code) throws Exception;
  }

  private final Hook hook;

  Ending(Hook hook) {
    this.hook = hook;
  }

  /** Tells the code; a thread that a server has interrupted may block once more for this. */
  void run(int code) throws Exception {
    var interrupted = Thread.interrupted();
    try {
      hook.disconnect(code);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Tells the code that follows from a failure; a failure in here is logged, and hides none. */
  void runAfter(Throwable failure, WebSocket socket) {
    try {
      run(socket.isOpen() ? code(failure) : socket.closeCode());
    } catch (Throwable second) {
      LOG.error("connection {}: disconnect failed", socket.scope().id(), second);
    }
  }

  /** Returns the code that a server closes an open socket with. */
  static int code(Throwable failure) {
    return switch (failure) {
      case DenyException denied -> denied.closeCode();
      case DisconnectedException _ -> 1006;
      case CancelledException _, InterruptedException _ -> 1001;
      case UnavailableException _ -> 1013;
      default -> 1011;
    };
  }
}
