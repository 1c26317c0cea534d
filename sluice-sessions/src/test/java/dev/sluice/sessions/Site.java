package dev.sluice.sessions;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A small site with sessions, at a time that stands still. */
record Site(InMemorySessionStore store, SessionConfig config, Clock clock, RandomGenerator random) {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  static Site of(SessionConfig config) {
    var clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new Site(new InMemorySessionStore(clock), config, clock, new Random(7));
  }

  static Site ofDefaults() {
    return of(SessionConfig.defaults());
  }

  Site after(Duration time) {
    return new Site(store, config, Clock.offset(clock, time), random);
  }

  Application serving(Application application) {
    return new SessionMiddlewareStack(store, config, clock, random).wrap(application);
  }

  HttpAnswer answer(int status, Consumer<Session> page) {
    return request(status, page).exchange();
  }

  HttpAnswer answer(int status, Consumer<Session> page, String key) {
    return request(status, page).cookie(config.cookieName(), key).exchange();
  }

  /** Makes a session with a value, as a visit does, and returns its key. */
  String keyOfSessionWith(String name, Object value) {
    return keyIn(answer(200, session -> session.put(name, value))).orElseThrow();
  }

  /** Returns the key in the cookie that an answer sets; empty if it deletes the cookie. */
  Optional<String> keyIn(HttpAnswer answer) {
    return answer
        .headers()
        .first("Set-Cookie")
        .map(cookie -> cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')))
        .filter(key -> !key.equals("\"\""));
  }

  private HttpCommunicator request(int status, Consumer<Session> page) {
    return HttpCommunicator.to(
        serving(
            (scope, _, outbox) -> {
              page.accept(Session.of(scope));
              outbox.send(new HttpCommand.Start(status, Headers.none()));
              outbox.send(new HttpCommand.Body(Bytes.empty(), false));
            }));
  }
}
