package dev.sluice.examples.programs;

import dev.sluice.auth.Auth;
import dev.sluice.auth.Authentication;
import dev.sluice.web.WebSocket;

/** Lets its client log in and out, and says who it is. */
record Turnstile(Authentication users) {

  // begin turnstile
  void turn(WebSocket socket) {
    var auth = Auth.of(socket.scope());
    socket.accept();
    for (var text : socket.texts()) {
      var word = text.split(" ", -1);
      switch (word[0]) {
        case "login" -> users.authenticate(socket.scope(), word[1], word[2]).ifPresent(auth::login);
        case "logout" -> auth.logout();
      }
      socket.send("you are " + auth.identity().username());
    }
  }
  // end turnstile
}
