package dev.sluice.examples.authentication;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.Middleware;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.ClaimCodes;
import dev.sluice.auth.ClaimView;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.UserStore;
import dev.sluice.manage.Site;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;
import java.util.List;

/** A door through which one logs in and out on a WebSocket. */
public final class Door {

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

  private final Authentication authentication;
  private final ClaimCodes codes;

  private Door(Site site) {
    this.authentication = site.authentication();
    this.codes = site.claimCodes();
  }

  // begin stack
  static Middleware users(Site site) {
    return new AuthMiddlewareStack(
        site.sessions(), site.authentication(), new OriginPolicy(List.of()));
  }

  // end stack

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

  // begin application
  static Application application(Site site) {
    var door = new Door(site);
    return new ProtocolTypeRouter()
        .http(new UrlRouter().view("claim/", new ClaimView(site.claimCodes(), site.sessions())))
        .webSocket(
            site.revalidation()
                .andThen(users(site))
                .wrap(new UrlRouter().webSocket("door/", door::talk)));
  }

  // end application

  // begin door
  private void talk(WebSocket socket) {
    socket.accept();
    for (var text : socket.texts()) {
      var words = text.split(" ", -1);
      switch (words[0]) {
        case "login" -> login(socket, words[1], words[2]);
        case "logout" -> Auth.logout(socket.scope());
        case "still" -> Auth.getUser(socket.scope());
        default -> {}
      }
      socket.send("you are " + Auth.of(socket.scope()).identity().username());
    }
  }

  private void login(WebSocket socket, String username, String password) {
    var found = authentication.authenticate(socket.scope(), username, password);
    if (found.isPresent()) {
      Auth.login(socket.scope(), found.get());
      socket.send("claim " + Auth.of(socket.scope()).claimCode(codes));
    }
  }
  // end door
}
