package dev.sluice.django;

import dev.sluice.Application;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One user's browser, which does what it likes and knows what it must be told. */
final class Visitor {

  private static final String NOBODY = " ";

  private final String name;
  private final Application application;
  private final Random random;
  private final List<Opened> sockets = new ArrayList<>();
  private String key = "";
  private String expected = NOBODY;

  Visitor(String name, Application application, Random random) {
    this.name = name;
    this.application = application;
    this.random = random;
  }

  /** Does something, and tells what, with an exclamation mark if it went wrong. */
  String act() {
    return switch (random.nextInt(5)) {
      case 0 -> logIn();
      case 1 -> logOut();
      case 2 -> open();
      case 3 -> ask();
      default -> told("look", answer("/").text());
    };
  }

  private String logIn() {
    var secret = name + random.nextInt(1_000_000);
    expected = name + " " + secret;
    return told("log in", answer("/login?name=" + name + "&secret=" + secret).text());
  }

  /** Ends the session's WebSockets too. */
  private String logOut() {
    var wasSomebody = !expected.equals(NOBODY);
    expected = NOBODY;
    var told = told("log out", answer("/logout").text());
    if (wasSomebody) {
      sockets.forEach(it -> it.socket.expectClosed(4401));
      leave();
      sockets.clear();
    }
    return told;
  }

  private String open() {
    if (expected.equals(NOBODY)) {
      return told("look", answer("/").text());
    }
    var socket = WebSocketCommunicator.to(application).cookie("sessionid", key).connect();
    socket.expectAccept();
    sockets.add(new Opened(socket, expected));
    return ask();
  }

  private String ask() {
    if (sockets.isEmpty()) {
      return "nothing";
    }
    var opened = sockets.get(random.nextInt(sockets.size()));
    opened.socket.send("who");
    return told("ask", opened.socket.receiveText(), opened.expected);
  }

  private HttpAnswer answer(String path) {
    var answer = HttpCommunicator.to(application).path(path).cookie("sessionid", key).exchange();
    answer
        .headers()
        .first("Set-Cookie")
        .map(cookie -> cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')))
        .ifPresent(it -> key = it.equals("\"\"") ? "" : it);
    return answer;
  }

  private String told(String what, String told) {
    return told(what, told, expected);
  }

  private String told(String what, String told, String due) {
    return told.equals(due)
        ? what
        : "%s, %s! was told \"%s\" (expected: \"%s\")".formatted(name, what, told, due);
  }

  void leave() {
    sockets.forEach(it -> it.socket.close());
  }

  /** A WebSocket, whose session has the values that it had then. */
  private record Opened(WebSocketCommunicator socket, String expected) {}
}
