package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Command;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import dev.sluice.Scope;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketScope;
import dev.sluice.sessions.InMemorySessionStore;
import dev.sluice.sessions.SessionConfig;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.OriginPolicy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A small site with two users, at a time that stands still. */
record Site(
    People people,
    CountingHasher hasher,
    InMemorySessionStore sessions,
    List<AuthEvent> events,
    List<String> trustedOrigins) {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String HOST = "http://testserver";

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  static Site withAnnAndBen() {
    var site = trusting();
    site.people.put("1", "ann", "plain$anns", true);
    site.people.put("2", "ben", "plain$bens", true);
    return site;
  }

  static Site trusting(String... origins) {
    return new Site(
        new People(),
        new CountingHasher(),
        new InMemorySessionStore(CLOCK),
        new CopyOnWriteArrayList<>(),
        List.of(origins));
  }

  Authentication authentication() {
    return Authentication.of(
            new HmacAuthHash("secret", List.of()), new ModelBackend(people, hasher))
        .withListener(events::add);
  }

  Authenticated authenticated(String id) {
    return new Authenticated(people.findById(id).orElseThrow(), ModelBackend.PATH);
  }

  AuthMiddlewareStack stack() {
    return stack(authentication());
  }

  AuthMiddlewareStack stack(Authentication authentication) {
    var middleware =
        new SessionMiddleware(sessions, SessionConfig.defaults(), CLOCK, new SecureRandom());
    return new AuthMiddlewareStack(middleware, authentication, new OriginPolicy(trustedOrigins));
  }

  /** Answers one request, whose page does something with its scope. */
  HttpCommunicator page(Consumer<Scope> page) {
    return HttpCommunicator.to(stack().wrap(pageOf(page)));
  }

  /** Logs somebody in over HTTP and returns the session's key. */
  String keyOfLogin(String id) {
    return key(page(scope -> Auth.of(scope).login(authenticated(id))).exchange()).orElseThrow();
  }

  /** Returns the key in the cookie that an answer sets; empty if it sets none. */
  static Optional<String> key(HttpAnswer answer) {
    return answer
        .headers()
        .first("Set-Cookie")
        .map(cookie -> cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')))
        .filter(key -> !key.equals("\"\""));
  }

  /** Serves a connection that does one thing, and ends. */
  static Application pageOf(Consumer<Scope> page) {
    return (scope, inbox, outbox) -> {
      inbox.receive();
      page.accept(scope);
      commands(scope).forEach(outbox::send);
    };
  }

  /** Does one thing on a WebSocket. */
  void onSocket(Optional<String> key, Consumer<Scope> page) {
    var handshake = WebSocketCommunicator.to(stack().wrap(pageOf(page))).origin(HOST);
    var described = key.map(it -> handshake.cookie("sessionid", it)).orElse(handshake);
    try (var socket = described.connect()) {
      socket.expectAccept();
    }
  }

  private static List<Command> commands(Scope scope) {
    return switch (scope) {
      case HttpScope _ ->
          List.of(
              new HttpCommand.Start(200, Headers.none()),
              new HttpCommand.Body(Bytes.empty(), false));
      case WebSocketScope _ ->
          List.of(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
      case Scope other -> throw new AssertionError("began with " + other);
    };
  }
}
