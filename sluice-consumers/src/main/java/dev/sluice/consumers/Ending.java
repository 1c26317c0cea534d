package dev.sluice.consumers;

import dev.sluice.CancelledException;
import dev.sluice.DenyException;
import dev.sluice.DisconnectedException;
import dev.sluice.UnavailableException;
import dev.sluice.web.WebSocket;

/** What is left to do when a conversation is over. */
@FunctionalInterface
interface Ending {

  void disconnect(int code) throws Exception;

  /** Tells the code; a thread that a server has interrupted may block once more for this. */
  default void run(int code) throws Exception {
    var interrupted = Thread.interrupted();
    try {
      disconnect(code);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Tells the code that follows from a failure, to which a failure in here is added. */
  default void runAfter(Throwable failure, WebSocket socket) {
    try {
      run(socket.isOpen() ? code(failure) : socket.closeCode());
    } catch (Throwable second) {
      if (second != failure) {
        failure.addSuppressed(second);
      }
    }
  }

  /** Returns the code that a server closes an open socket with. */
  private static int code(Throwable failure) {
    return switch (failure) {
      case DenyException denied -> denied.closeCode();
      case DisconnectedException _ -> 1006;
      case CancelledException _ -> 1001;
      case UnavailableException _ -> 1013;
      default -> 1011;
    };
  }
}
