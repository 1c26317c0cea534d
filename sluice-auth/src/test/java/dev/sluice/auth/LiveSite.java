package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.View;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A site with two users, whose sockets answer who they belong to, checked when a test says so. */
final class LiveSite implements AutoCloseable {

  final TickingClock clock = new TickingClock();
  final People people = new People();
  final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  final Map<String, TokenGrant> grants = new ConcurrentHashMap<>();
  final List<AuthEvent> events = new CopyOnWriteArrayList<>();
  final Connections connections = new Connections();
  final Revalidation revalidation =
      Revalidation.start(connections, Duration.ZERO, clock, new SecureRandom());
  final ClaimCodes codes = new ClaimCodes(clock, new SecureRandom());
  final Authentication authentication =
      Authentication.of(
              new HmacAuthHash("secret", List.of()), new ModelBackend(people, new CountingHasher()))
          .withListener(events::add)
          .withAuthorityListener(connections);
  final TokenStore tokens =
      new TokenStore() {
        @Override
        public Optional<User> findUser(String token) {
          return findGrant(token).map(TokenGrant::user);
        }

        @Override
        public Optional<TokenGrant> findGrant(String token) {
          return Optional.ofNullable(grants.get(token))
              .flatMap(
                  grant ->
                      people
                          .findById(grant.user().id())
                          .map(it -> new TokenGrant(it.user(), grant.expires())));
        }
      };

  LiveSite() {
    people.put("1", "ann", "plain$anns", true);
    people.put("2", "ben", "plain$bens", true);
  }

  SessionMiddleware sessionMiddleware(SessionStore store) {
    return new SessionMiddleware(store, SessionConfig.defaults(), clock, new SecureRandom());
  }

  /** Session, else token, else nobody. */
  Middleware doors() {
    return doors(sessions);
  }

  Middleware doors(SessionStore store) {
    return doors(store, authentication);
  }

  Middleware doors(SessionStore store, Authentication authentication) {
    var stack =
        new AuthMiddlewareStack(
            sessionMiddleware(store), authentication, new OriginPolicy(List.of()));
    return revalidation.andThen(stack).andThen(TokenAuthMiddleware.query("token", tokens));
  }

  Authenticated authenticated(String id) {
    return new Authenticated(people.findById(id).orElseThrow(), ModelBackend.PATH);
  }

  String token(String userId) {
    var token = "token-of-" + userId;
    grants.put(token, new TokenGrant(authenticated(userId).user(), Optional.empty()));
    return token;
  }

  /** Logs somebody in over HTTP and returns the session's key. */
  String keyOfLogin(String id) {
    var answer = HttpCommunicator.to(page(scope -> Auth.login(scope, authenticated(id))));
    return Site.key(answer.exchange()).orElseThrow();
  }

  void onPage(String key, Consumer<Scope> action) {
    HttpCommunicator.to(page(action)).cookie("sessionid", key).exchange();
  }

  private Application page(Consumer<Scope> action) {
    return doors().wrap(Site.pageOf(action));
  }

  WebSocketCommunicator withSession(String key) {
    return connect(doors(), key, WebSocket.application(this::talk));
  }

  WebSocketCommunicator withToken(String token) {
    var accepted =
        WebSocketCommunicator.to(doors().wrap(WebSocket.application(this::talk)))
            .path("/?token=" + token)
            .connect();
    accepted.expectAccept();
    return accepted;
  }

  static WebSocketCommunicator connect(Middleware doors, String key, Application inner) {
    var socket =
        WebSocketCommunicator.to(doors.wrap(inner))
            .cookie("sessionid", key)
            .origin(Site.HOST)
            .connect();
    socket.expectAccept();
    return socket;
  }

  View claimView() {
    return new ClaimView(codes, sessionMiddleware(sessions));
  }

  private void talk(WebSocket socket) {
    socket.accept();
    var auth = Auth.of(socket.scope());
    for (var text : socket.texts()) {
      switch (text) {
        case "identity" -> {}
        case "getUser" -> auth.getUser();
        case "logout" -> auth.logout();
        case "claim" -> {
          socket.send(auth.claimCode(codes));
          continue;
        }
        case String id -> auth.login(authenticated(id));
      }
      socket.send(auth.identity().username());
    }
  }

  @Override
  public void close() {
    revalidation.close();
  }
}
