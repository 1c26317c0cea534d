package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Command;
import dev.sluice.Denials;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an application did with a connection on which nothing happens. */
record Served(List<Command> commands) {

  /** Answers 200, or accepts. */
  static final Application OK =
      (scope, inbox, outbox) -> {
        switch (scope) {
          case HttpScope _ -> answer(outbox, Headers.none());
          case WebSocketScope _ ->
              outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          case Scope other -> throw new AssertionError("began with " + other);
        }
      };

  static Served by(Application application, Scope scope) {
    var commands = new ArrayList<Command>();
    try {
      Denials.answer().wrap(application).serve(scope, new Silence(), commands::add);
    } catch (Exception e) {
      throw new AssertionError("the application failed", e);
    }
    return new Served(List.copyOf(commands));
  }

  static void answer(Outbox outbox, Headers headers) {
    outbox.send(new HttpCommand.Start(200, headers));
    outbox.send(new HttpCommand.Body(Bytes.utf8("ok"), false));
  }

  /** The status of an answer or a denied handshake; 101 for an accepted one. */
  int status() {
    return switch (commands.getFirst()) {
      case HttpCommand.Start start -> start.status();
      case WebSocketCommand.Deny deny -> deny.status();
      case WebSocketCommand.Accept _ -> 101;
      default -> throw new AssertionError("began with " + commands.getFirst());
    };
  }

  Headers headers() {
    return ((HttpCommand.Start) commands.getFirst()).headers();
  }

  static final class Silence implements Inbox {
    @Override
    public Event receive() {
      throw new AssertionError("the application waits for an event, but there is none");
    }

    @Override
    public Optional<Event> receive(Duration atMost) {
      return Optional.of(receive());
    }

    @Override
    public boolean post(ChannelEvent event) {
      return false;
    }
  }
}
