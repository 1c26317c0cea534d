package dev.sluice.interop;

import dev.sluice.Application;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.ClaimCodes;
import dev.sluice.auth.ClaimView;
import dev.sluice.examples.tokenauth.TokenAuth;
import dev.sluice.manage.Site;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;
import java.util.List;

/** The token demo, and beside it a door at which one logs in on the socket. */
record Beside(Authentication authentication, ClaimCodes codes) {

  static Application application(Site site) {
    var demo = TokenAuth.application(site);
    var ownOrigin = new OriginPolicy(List.of());
    var users = new AuthMiddlewareStack(site.sessions(), site.authentication(), ownOrigin);
    var beside = new Beside(site.authentication(), site.claimCodes());
    var door = site.revalidation().andThen(users).wrap(WebSocket.application(beside::open));
    var claim = new ClaimView(site.claimCodes(), site.sessions());
    return new ProtocolTypeRouter()
        .http(new UrlRouter().view("claim/", claim).mount("", demo))
        .webSocket(new UrlRouter().path("door/", door).mount("", demo));
  }

  /** Takes a name and a password, a message each, and answers with a claim code. */
  private void open(WebSocket socket) {
    socket.accept();
    var texts = socket.texts().iterator();
    var found = authentication.authenticate(socket.scope(), texts.next(), texts.next());
    Auth.login(socket.scope(), found.orElseThrow());
    socket.send(Auth.of(socket.scope()).claimCode(codes));
    texts.forEachRemaining(socket::send);
  }
}
