package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Middleware;
import dev.sluice.auth.Auth;
import dev.sluice.auth.AuthMiddlewareStack;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;
import java.util.List;

/** Somebody with a browser at a site that knows sessions. */
final class Visitor {

  private static final String ORIGIN = "http://testserver";

  private final Site site;
  private final String cookieName;
  private final Application application;
  private String cookie = "";

  Visitor(Site site) {
    this.site = site;
    this.cookieName = site.config().sessions().cookieName();
    this.application =
        new AuthMiddlewareStack(site.sessions(), site.authentication(), new OriginPolicy(List.of()))
            .wrap(
                new ProtocolTypeRouter()
                    .http(
                        new UrlRouter()
                            .view("login/", this::logIn)
                            .view("logout/", Visitor::logOut))
                    .webSocket(WebSocket.application(Visitor::tell)));
  }

  /** Logs in, and returns the cookie. */
  String logIn(String username, String password) {
    var answer = post("/login/", username + " " + password);
    assertThat(answer.status()).isEqualTo(200);
    var header = answer.headers().first("Set-Cookie").orElseThrow();
    cookie = header.substring(cookieName.length() + 1, header.indexOf(';'));
    return cookie;
  }

  void logOut() {
    assertThat(post("/logout/", "").status()).isEqualTo(200);
  }

  /** Returns whose a WebSocket with a cookie is; empty for nobody's. */
  String nameOnSocket(String key) {
    try (var socket =
        WebSocketCommunicator.to(application).cookie(cookieName, key).origin(ORIGIN).connect()) {
      socket.expectAccept();
      return socket.receiveText();
    }
  }

  /** Returns whose a WebSocket is that is told by some middleware. */
  static String nameUnder(Middleware middleware, String header, String target) {
    try (var socket =
        WebSocketCommunicator.to(middleware.wrap(WebSocket.application(Visitor::tell)))
            .path(target)
            .header("Authorization", header)
            .connect()) {
      socket.expectAccept();
      return socket.receiveText();
    }
  }

  private HttpAnswer post(String path, String body) {
    return HttpCommunicator.to(application)
        .path(path)
        .method("POST")
        .cookie(cookieName, cookie)
        .body(body)
        .exchange();
  }

  private Response logIn(Request request) {
    var words = request.body().utf8().split(" ", -1);
    var found = site.authentication().authenticate(request.scope(), words[0], words[1]);
    found.ifPresent(user -> Auth.login(request.scope(), user));
    return Response.status(found.isPresent() ? 200 : 403);
  }

  private static Response logOut(Request request) {
    Auth.logout(request.scope());
    return Response.status(200);
  }

  private static void tell(WebSocket socket) {
    socket.accept();
    socket.send(Auth.of(socket.scope()).identity().username());
  }
}
