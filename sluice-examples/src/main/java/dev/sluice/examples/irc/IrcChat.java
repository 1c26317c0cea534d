package dev.sluice.examples.irc;

import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.Inbox;
import dev.sluice.Outbox;
import dev.sluice.Scope;
import dev.sluice.auth.Auth;
import dev.sluice.auth.Authentication;
import dev.sluice.layers.Channel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What one IRC client is told: who it is, what is said in its rooms, and when it errs. */
final class IrcChat {

  private static final Pattern ROOM = Pattern.compile("#([a-zA-Z0-9_-]{1,50})");
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final String SERVER = "sluice";

  private final Authentication authentication;
  private final Scope scope;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Set<String> rooms = new HashSet<>();
  private boolean over;

  IrcChat(Authentication authentication, Scope scope, Inbox inbox, Outbox outbox) {
    this.authentication = authentication;
    this.scope = scope;
    this.inbox = inbox;
    this.outbox = outbox;
  }

  // begin chat
  void serve() {
    if (!register()) {
      return;
    }
    for (var event = next(); event.isPresent(); event = next()) {
      switch (event.get()) {
        case IrcEvent.Line(var message) -> obey(message);
        case ChannelEvent(Spoken(var room, var from, var text)) ->
            say(IrcMessage.of("PRIVMSG", "#" + room, text).from(address(from)));
        default -> {}
      }
    }
  }

  private boolean login(String username, String password) {
    var found = authentication.authenticate(scope, username, password);
    found.ifPresent(Auth.of(scope)::login);
    return found.isPresent();
  }

  // end chat

  /** Waits for PASS, NICK and USER, and finds out whose they are. */
  private boolean register() {
    var registration = new Registration();
    while (!registration.isComplete()) {
      var event = next();
      if (event.isEmpty()) {
        return false;
      }
      if (event.get() instanceof IrcEvent.Line(var message)) {
        if (message.command().equals("QUIT")) {
          close("Closing link");
          return false;
        }
        registration.note(message).ifPresent(this::say);
      }
    }
    if (!login(registration.user(), registration.password())) {
      say(numeric("464", registration.nick(), "Password incorrect"));
      close("Wrong user name or password");
      return false;
    }
    welcome(registration.nick());
    return true;
  }

  private void welcome(String nick) {
    if (!nick.equals(name())) {
      say(IrcMessage.of("NICK", name()).from(nick));
    }
    say(numeric("001", name(), "Welcome, " + address(name())));
    say(numeric("002", name(), "Your host is " + SERVER));
    say(numeric("422", name(), "There is no message of the day"));
  }

  private void obey(IrcMessage message) {
    switch (message.command()) {
      case "JOIN" -> join(message.parameter(0));
      case "PART" -> part(message.parameter(0));
      case "PRIVMSG" -> speak(message.parameter(0), message.parameter(1));
      case "PING" -> say(IrcMessage.of("PONG", SERVER, message.parameter(0)).from(SERVER));
      case "PONG", "CAP" -> {}
      case "QUIT" -> close("Closing link");
      default ->
          say(IrcMessage.of("421", name(), message.command(), "Unknown command").from(SERVER));
    }
  }

  // begin rooms
  private void join(String names) {
    for (var name : names.split(",", -1)) {
      var room = ROOM.matcher(name);
      if (!room.matches()) {
        say(IrcMessage.of("403", name(), name, "No such channel").from(SERVER));
        continue;
      }
      Channel.of(scope).join(Spoken.group(room.group(1)));
      rooms.add(name);
      say(IrcMessage.of("JOIN", name).from(address(name())));
      say(IrcMessage.of("353", name(), "=", name, name()).from(SERVER));
      say(IrcMessage.of("366", name(), name, "End of /NAMES list").from(SERVER));
    }
  }

  private void speak(String name, String text) {
    if (!rooms.contains(name)) {
      say(IrcMessage.of("404", name(), name, "Cannot send to channel").from(SERVER));
      return;
    }
    if (text.isEmpty()) {
      say(numeric("412", name(), "No text to send"));
      return;
    }
    var spoken = new Spoken(name.substring(1), name(), text);
    Channel.of(scope).sendToOthers(Spoken.group(spoken.room()), spoken);
  }

  // end rooms

  private void part(String name) {
    if (rooms.remove(name)) {
      Channel.of(scope).leave(Spoken.group(name.substring(1)));
      say(IrcMessage.of("PART", name).from(address(name())));
    }
  }

  /** Waits for the next event; asks a client that has long been silent whether it is there. */
  private Optional<Event> next() {
    if (over) {
      return Optional.empty();
    }
    var event = inbox.receive(SILENCE);
    if (event.isEmpty()) {
      say(IrcMessage.of("PING", SERVER));
      event = inbox.receive(SILENCE);
    }
    if (event.isEmpty()) {
      close("Ping timeout");
    }
    return event.filter(it -> !(it instanceof IrcEvent.Disconnect));
  }

  private String name() {
    return Auth.of(scope).requireUser().username();
  }

  private static String address(String name) {
    return name + "!" + name + "@" + SERVER;
  }

  private static IrcMessage numeric(String code, String nick, String text) {
    return IrcMessage.of(code, nick, text).from(SERVER);
  }

  private void say(IrcMessage message) {
    outbox.send(new IrcCommand.Line(message));
  }

  private void close(String reason) {
    over = true;
    outbox.send(new IrcCommand.Close(reason));
  }
}
