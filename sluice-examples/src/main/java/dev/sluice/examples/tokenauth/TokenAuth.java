package dev.sluice.examples.tokenauth;

import dev.sluice.Application;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.ObtainAuthToken;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.consumers.WebSocketConsumer;
import dev.sluice.manage.Manage;
import dev.sluice.manage.Site;
import dev.sluice.web.AllowedHosts;
import dev.sluice.web.AllowedHostsOriginValidator;
import dev.sluice.web.CorsMiddleware;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;

/** The token demo: log in over HTTP, talk over a WebSocket that knows who you are. */
public final class TokenAuth {

  private TokenAuth() {}

  /** Runs a command, such as {@code demo} or {@code runserver}. */
  public static void main(String[] args) {
    Manage.main(args, TokenAuth::application);
  }

  /** Returns the whole site: HTTP and WebSockets share its paths, and its list of hosts. */
  public static Application application(Site site) {
    var config = site.config();
    var trusted = new OriginPolicy(config.trustedOrigins());
    var stack = new AuthMiddlewareStack(site.sessions(), site.authentication(), trusted);
    return new AllowedHosts(config.allowedHosts(), config.debug())
        .wrap(new ProtocolTypeRouter().http(http(site, stack)).webSocket(sockets(site, stack)));
  }

  private static Application http(Site site, AuthMiddlewareStack stack) {
    var page = new Page();
    var login =
        new ObtainAuthToken(site.authentication(), user -> site.tokens().of(user.id()).key());
    return new CorsMiddleware(site.config().cors())
        .wrap(
            new UrlRouter()
                .view("", page.index())
                .view("static/<path:file>", page.files())
                .view(
                    "api/login/",
                    site.config().tutorialAnswers() ? login.withTutorialAnswers() : login)
                .mount("accounts/", stack.wrap(Accounts.of(site).router())));
  }

  private static Application sockets(Site site, AuthMiddlewareStack stack) {
    var talk = WebSocket.application(WebSocketConsumer.each(TokenAuthConsumer::new));
    return site.revalidation()
        .andThen(TokenAuthMiddleware.query("token", site.tokens()))
        .andThen(
            new AllowedHostsOriginValidator(site.config().allowedHosts(), site.config().debug()))
        .wrap(new UrlRouter().path("", talk).path("front/", stack.wrap(talk)));
  }
}
