package dev.sluice.examples.hello;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.manage.Manage;
import dev.sluice.manage.Site;
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
    return new ProtocolTypeRouter()
        .webSocket(
            site.authMiddlewareStack().wrap(new UrlRouter().webSocket("front/", Front::greet)));
  }

  /** Runs a command, such as {@code runserver}. */
  public static void main(String[] args) {
    Manage.main(args, Front::application);
  }
  // end front
}
