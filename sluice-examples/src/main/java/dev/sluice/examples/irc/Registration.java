package dev.sluice.examples.irc;

import java.util.Optional;

/** What a client says first of who it is (RFC 2812, section 3.1). */
final class Registration {

  private String password = "";
  private String nick = "";
  private String user = "";

  /** Takes what a line says of it; returns the answer to any other line, if it needs one. */
  Optional<IrcMessage> note(IrcMessage message) {
    switch (message.command()) {
      case "PASS" -> password = message.parameter(0);
      case "NICK" -> nick = message.parameter(0);
      case "USER" -> user = message.parameter(0);
      case "PING" -> {
        return Optional.of(IrcMessage.of("PONG", message.parameter(0)));
      }
      case "PONG" -> {} // of a client that thinks for long
      case "CAP" -> {
        return message.parameter(0).equals("LS")
            ? Optional.of(IrcMessage.of("CAP", "*", "LS", ""))
            : Optional.empty();
      }
      default -> {
        return Optional.of(IrcMessage.of("451", "*", "You have not registered"));
      }
    }
    return Optional.empty();
  }

  boolean isComplete() {
    return !nick.isEmpty() && !user.isEmpty();
  }

  String nick() {
    return nick;
  }

  String user() {
    return user;
  }

  /** A secret. */
  String password() {
    return password;
  }
}
