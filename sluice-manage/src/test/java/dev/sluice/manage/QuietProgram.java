package dev.sluice.manage;

import dev.sluice.Application;
import dev.sluice.Headers;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import java.util.Optional;

/** The smallest program: it accepts every WebSocket and waits for its end. */
public final class QuietProgram {

  private QuietProgram() {}

  /** Runs a command line. */
  public static void main(String[] args) {
    Manage.main(args, QuietProgram::application);
  }

  private static Application application(Site site) {
    return QuietProgram::serve;
  }

  private static void serve(Scope scope, Inbox inbox, Outbox outbox) {
    outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
    while (!(inbox.receive() instanceof WebSocketEvent.Disconnect)) {
      // Nothing is answered.
    }
  }
}
