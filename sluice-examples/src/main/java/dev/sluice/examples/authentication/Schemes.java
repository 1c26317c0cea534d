package dev.sluice.examples.authentication;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.Middleware;
import dev.sluice.auth.Auth;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import dev.sluice.manage.Site;
import dev.sluice.sessions.Session;
import dev.sluice.sessions.SessionMiddlewareStack;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;

/** Ways to find out who is there, and how they are put around what needs to know. */
final class Schemes {

  private Schemes() {}

  // begin stack
  static Application application(Site site) {
    return new ProtocolTypeRouter()
        .webSocket(
            site.authMiddlewareStack().wrap(new UrlRouter().webSocket("front/", Schemes::greet)));
  }

  // end stack

  // begin user
  static void greet(WebSocket socket) {
    var user = Auth.of(socket.scope()).requireUser();
    welcome(socket, user);
  }

  // end user

  private static void welcome(WebSocket socket, User user) {
    socket.accept();
    socket.send("hello " + user.username());
  }

  // begin routes
  static Application eachItsOwn(Site site) {
    var greet = WebSocket.application(Schemes::greet);
    return new UrlRouter()
        .path("pages/", site.authMiddlewareStack().wrap(greet))
        .path("programs/", site.tokenHeader().wrap(greet));
  }

  // end routes

  // begin sessions
  static Application visits(Site site) {
    return new SessionMiddlewareStack(
            site.sessionStore(), site.config().sessions(), site.clock(), site.random())
        .wrap(WebSocket.application(Schemes::count));
  }

  static void count(WebSocket socket) {
    var session = Session.of(socket.scope());
    session.put("visits", session.find("visits", Integer.class).orElse(0) + 1);
    session.save();
    socket.accept();
    socket.sendJson(session.values());
  }

  // end sessions

  // begin custom
  static Middleware queryAuth(UserStore users) {
    return Auth.from(users, scope -> users.findById(scope.query().raw()).map(Credentials::user));
  }

  // end custom

  // begin combined
  static Middleware sessionElseToken(Middleware stack, TokenStore tokens) {
    return stack.andThen(TokenAuthMiddleware.query("token", tokens));
  }

  // end combined

  // begin attribute
  static final Attribute<Language> LANGUAGE = Attribute.of("language", Language.class);

  static Middleware language() {
    return Middleware.onConnection(
        scope ->
            scope.with(
                LANGUAGE, new Language(scope.headers().first("Accept-Language").orElse("en"))));
  }

  record Language(String tag) {}
  // end attribute
}
