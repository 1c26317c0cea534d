package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.SessionRecord;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.Fault;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RevalidationTest {

  private final LiveSite site = new LiveSite();
  private final String key = site.keyOfLogin("1");

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void whatStillHoldsStaysOpen() {
    try (var bySession = site.withSession(key);
        var byToken = site.withToken(site.token("2"))) {
      site.revalidation.check();

      assertThat(answer(bySession, "identity")).isEqualTo("ann");
      assertThat(answer(byToken, "identity")).isEqualTo("ben");
    }
  }

  @Test
  void aDeletedSessionEndsItsSockets() {
    endsWith(() -> site.sessions.delete(key));
  }

  @Test
  void anExpiredSessionEndsItsSockets() {
    endsWith(() -> site.clock.tick(Duration.ofDays(14)));
  }

  @Test
  void aSessionThatBecameAnotherUsersEndsItsSockets() {
    var other = site.sessions.find(site.keyOfLogin("2")).orElseThrow();
    endsWith(() -> site.sessions.update(new SessionRecord(key, other.values(), other.expires())));
  }

  @Test
  void anotherPasswordEndsTheUsersSockets() {
    endsWith(() -> site.people.put("1", "ann", "plain$other", true));
  }

  @Test
  void aDeactivatedUserLosesTheirSockets() {
    endsWith(() -> site.people.put("1", "ann", "plain$anns", false));
  }

  @Test
  void aDeletedUserLosesTheirSockets() {
    endsWith(() -> site.people.remove("1"));
  }

  @Test
  void everyOneOfManySocketsIsAskedFor() {
    var token = site.token("2");
    try (var first = site.withSession(key);
        var second = site.withSession(key);
        var third = site.withToken(token);
        var last = site.withSession(site.keyOfLogin("1"))) {
      site.sessions.delete(key);
      site.grants.remove(token);
      site.revalidation.check();
      first.expectClosed(4401);
      second.expectClosed(4401);
      third.expectClosed(4401);
      assertThat(answer(last, "identity")).isEqualTo("ann");
    }
  }

  /** However many stacks a site has, and whatever else listens to some of them. */
  @Test
  void theSessionsOfOneSiteAreAskedForInOneGo() {
    var asked = new ArrayList<Object>();
    var store = watched(asked);
    var listening = site.authentication.withListener(_ -> {});
    var other = site.keyOfLogin("2");
    var echo = WebSocket.application(this::echo);
    try (var first = LiveSite.connect(site.doors(store), key, echo);
        var second = LiveSite.connect(site.doors(store, listening), other, echo)) {
      site.revalidation.check();

      assertThat(asked).containsExactly(Set.of(key, other));
      assertThat(answer(first, "1")).isEqualTo("1");
      assertThat(answer(second, "2")).isEqualTo("2");
    }
  }

  /** The site's store, which tells for which sessions it is asked at a time. */
  private SessionStore watched(List<Object> asked) {
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (_, method, arguments) -> {
              if (method.getName().equals("valuesOf")) {
                asked.add(arguments[0]);
              }
              return method.invoke(site.sessions, arguments);
            });
  }

  @Test
  void aSecretKeyThatBecameAFallbackEndsNothing() {
    var backend = new ModelBackend(site.people, new CountingHasher());
    var sessions = site.sessions.valuesOf(List.of(key, "unknown"));
    var rotated = Authentication.of(new HmacAuthHash("new", List.of("secret")), backend);
    var forgetful = Authentication.of(new HmacAuthHash("new", List.of()), backend);

    assertThat(rotated.logins().holders(sessions)).isEqualTo(Map.of(key, "1"));
    assertThat(forgetful.logins().holders(sessions)).isEmpty();
  }

  @Test
  void aTokenThatIsTakenAwayEndsItsSockets() {
    var token = site.token("2");
    try (var socket = site.withToken(token)) {
      site.grants.remove(token);
      site.revalidation.check();
      socket.expectClosed(4401);
    }
  }

  @Test
  void aTokenOfADeactivatedUserEndsItsSockets() {
    try (var socket = site.withToken(site.token("2"))) {
      site.people.put("2", "ben", "plain$bens", false);
      site.revalidation.check();
      socket.expectClosed(4401);
    }
  }

  @Test
  void aTokensOwnEndEndsItsSockets() {
    var end = Site.NOW.plusSeconds(60);
    site.grants.put("short", new TokenGrant(site.authenticated("2").user(), Optional.of(end)));
    try (var socket = site.withToken("short")) {
      site.clock.tick(Duration.ofSeconds(59));
      site.revalidation.check();
      assertThat(answer(socket, "getUser")).isEqualTo("ben");

      site.clock.tick(Duration.ofSeconds(1));
      site.revalidation.check();
      socket.expectClosed(4401);
    }
  }

  @Test
  void anApplicationSetsAnEndAndGetUserKeepsIt() {
    var limited =
        site.doors()
            .wrap(
                WebSocket.application(
                    socket -> {
                      var auth = Auth.of(socket.scope());
                      auth.endAt(Site.NOW.plusSeconds(5));
                      auth.getUser();
                      assertThat(auth.expires()).contains(Site.NOW.plusSeconds(5));
                      socket.accept();
                      socket.forEach(_ -> {});
                    }));
    try (var socket =
        WebSocketCommunicator.to(limited).path("/?token=" + site.token("1")).connect()) {
      socket.expectAccept();
      site.clock.tick(Duration.ofSeconds(5));
      site.revalidation.check();
      socket.expectClosed(4401);
    }
  }

  @Test
  void usersFoundInAnyWayAreAskedForWhereTheyAreKept() {
    var byName =
        Auth.from(
            site.people,
            scope ->
                scope
                    .query()
                    .first("name")
                    .flatMap(site.people::findByUsername)
                    .map(Credentials::user));
    var application =
        site.revalidation
            .andThen(byName)
            .wrap(
                WebSocket.application(
                    socket -> {
                      socket.accept();
                      socket.forEach(_ -> {});
                    }));
    try (var socket = WebSocketCommunicator.to(application).path("/?name=ann").connect()) {
      socket.expectAccept();
      site.revalidation.check();
      socket.expectNothing();

      site.people.put("1", "ann", "plain$anns", false);
      site.revalidation.check();
      socket.expectClosed(4401);
    }
  }

  @Test
  void aStoreThatFailsEndsNobodyAndIsToldOfOnce() {
    var failing = Fault.of(() -> new IllegalStateException("the database is gone"));
    var store = failing.around(SessionStore.class, site.sessions);
    try (var log = new LogLines(Revalidation.class);
        var socket = LiveSite.connect(site.doors(store), key, WebSocket.application(this::echo))) {
      failing.failUntilMended();
      site.sessions.delete(key);
      site.revalidation.check();
      site.revalidation.check();
      socket.send("still there?");
      assertThat(socket.receiveText()).isEqualTo("still there?");
      assertThat(log.lines()).singleElement().asString().contains("cannot be revalidated");

      failing.mend();
      site.revalidation.check();
      socket.expectClosed(4401);
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void itChecksByItselfAtEachInterval() {
    var interval = Duration.ofMillis(20);
    try (var _ = Revalidation.start(site.connections, interval, site.clock, new SecureRandom());
        var socket = site.withSession(key)) {
      site.sessions.delete(key);
      socket.expectClosed(4401);
    }
  }

  private void endsWith(Runnable end) {
    try (var socket = site.withSession(key);
        var other = site.withToken(site.token("2"))) {
      assertThat(answer(socket, "identity")).isEqualTo("ann");
      end.run();
      site.revalidation.check();
      socket.expectClosed(4401);
      socket.awaitEnd();
      assertThat(answer(other, "identity")).isEqualTo("ben");
    }
    assertThat(site.connections.size()).isZero();
    assertThat(site.connections.waysToEnd()).isZero();
  }

  private void echo(WebSocket socket) {
    socket.accept();
    socket.texts().forEach(socket::send);
  }

  private static String answer(WebSocketCommunicator socket, String question) {
    socket.send(question);
    return socket.receiveText();
  }

  @Test
  void keysAndTokensDoNotPrint() {
    var credential = Holder.of(site.authenticated("1").user(), new Authority.Unasked(), key);

    assertThat(credential.toString() + new AuthorityEnd.SessionEnded(key)).doesNotContain(key);
    assertThat(new AuthorityEnd.TokenEnded(key).toString()).doesNotContain(key);
    assertThat(Map.of("code", site.codes.issue(key)).toString()).doesNotContain(key);
  }
}
