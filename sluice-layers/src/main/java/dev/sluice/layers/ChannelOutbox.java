package dev.sluice.layers;

import dev.sluice.Command;
import dev.sluice.Outbox;
import dev.sluice.WebSocketCommand;

/** An outbox that lets the channel join its groups when the handshake is accepted. */
record ChannelOutbox(Channel channel, Outbox outbox) implements Outbox {

  @Override
  public void send(Command command) {
    if (command instanceof WebSocketCommand.Accept) {
      channel.whileAccepting(() -> outbox.send(command));
    } else {
      outbox.send(command);
    }
  }
}
