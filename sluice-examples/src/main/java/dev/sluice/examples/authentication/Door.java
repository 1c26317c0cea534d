package dev.sluice.examples.authentication;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.Authenticated;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.ClaimCodes;
import dev.sluice.auth.ClaimView;
import dev.sluice.manage.Site;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;

/** A door through which one logs in and out on a WebSocket. */
public final class Door {

  private final Authentication authentication;
  private final ClaimCodes codes;

  private Door(Site site) {
    this.authentication = site.authentication();
    this.codes = site.claimCodes();
  }

  // begin application
  static Application application(Site site) {
    var door = new Door(site);
    var router = new UrlRouter().webSocket("door/", door::talk);
    var users = site.revalidation().andThen(site.authMiddlewareStack());
    return new ProtocolTypeRouter()
        .http(new UrlRouter().view("claim/", new ClaimView(site.claimCodes(), site.sessions())))
        .webSocket(users.wrap(router));
  }

  // end application

  // begin door
  private void talk(WebSocket socket) {
    socket.accept();
    for (var text : socket.texts()) {
      var words = text.split(" ", -1);
      switch (words[0]) {
        case "login" ->
            authentication
                .authenticate(socket.scope(), words[1], words[2])
                .ifPresent(user -> login(socket, user));
        case "logout" -> Auth.logout(socket.scope());
        default -> Auth.getUser(socket.scope());
      }
      socket.send("you are " + Auth.of(socket.scope()).identity().username());
    }
  }

  // end door

  // begin login
  private void login(WebSocket socket, Authenticated user) {
    Auth.login(socket.scope(), user);
    socket.send("claim " + Auth.of(socket.scope()).claimCode(codes));
  }
  // end login
}
