package dev.sluice.examples.programs;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.ObtainAuthToken;
import dev.sluice.manage.Site;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;

/** Gives a token for a password, and repeats what the holder of a token says. */
final class Shout {

  private Shout() {}

  // begin shout
  record Say(String text) {}

  record Said(String user, String text) {}

  static void shout(WebSocket socket) {
    var user = Auth.of(socket.scope()).requireUser();
    socket.accept();
    for (var say : socket.json(Say.class)) {
      socket.sendJson(new Said(user.username(), say.text()));
    }
  }

  static Application application(Site site) {
    var tokens = site.tokens();
    var login = new ObtainAuthToken(site.authentication(), user -> tokens.of(user.id()).key());
    return new ProtocolTypeRouter()
        .http(new UrlRouter().view("login/", login))
        .webSocket(site.tokenHeader().wrap(new UrlRouter().webSocket("shout/", Shout::shout)));
  }
  // end shout
}
