package dev.sluice.examples.hello;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.manage.Manage;
import dev.sluice.manage.Site;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;

/** Greets the users of a Django site by name; strangers do not get in. */
public final class Front {

  private Front() {}

  // begin front
  static void greet(WebSocket socket) {
    var user = Auth.of(socket.scope()).requireUser();
    socket.accept();
    socket.send("hello " + user.username());
  }

  static Application application(Site site) {
    var trusted = new OriginPolicy(site.config().trustedOrigins());
    var users = new AuthMiddlewareStack(site.sessions(), site.authentication(), trusted);
    return new ProtocolTypeRouter()
        .webSocket(users.wrap(new UrlRouter().webSocket("front/", Front::greet)));
  }

  /** Runs a command, such as {@code runserver}. */
  public static void main(String[] args) {
    Manage.main(args, Front::application);
  }
  // end front
}
