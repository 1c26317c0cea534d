package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.DisconnectedException;
import dev.sluice.Event;
import dev.sluice.Headers;
import dev.sluice.SilentInbox;
import dev.sluice.WebSocketCommand;
import dev.sluice.WebSocketEvent;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {

  private final LiveSite site = new LiveSite();
  private final String key = site.keyOfLogin("1");

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aLogoutOnAPageEndsTheSessionsSocketsAtOnce() {
    try (var first = site.withSession(key);
        var second = site.withSession(key);
        var elsewhere = site.withSession(site.keyOfLogin("1"))) {
      site.onPage(key, Auth::logout);

      first.expectClosed(4401);
      second.expectClosed(4401);
      assertThat(answer(elsewhere, "getUser")).isEqualTo("ann");
    }
  }

  @Test
  void aLogoutOnASocketEndsTheOthersAndNotItself() {
    try (var own = site.withSession(key);
        var other = site.withSession(key)) {
      assertThat(answer(own, "logout")).isEmpty();
      other.expectClosed(4401);
      site.revalidation.check();
      assertThat(answer(own, "identity")).isEmpty();
    }
  }

  @Test
  void aLoginAsAnotherUserEndsTheSocketsOfTheFormer() {
    try (var page = site.withSession(key);
        var own = site.withSession(key)) {
      assertThat(answer(own, "2")).isEqualTo("ben");
      page.expectClosed(4401);
      site.revalidation.check();
      assertThat(answer(own, "getUser")).isEqualTo("ben");
    }
  }

  @Test
  void aLoginOnASocketIsItsNewAuthority() {
    try (var socket = site.withSession("")) {
      assertThat(answer(socket, "identity")).isEmpty();
      assertThat(answer(socket, "1")).isEqualTo("ann");
      assertThat(site.connections.size()).isEqualTo(1);

      site.connections.ended(new AuthorityEnd.UserEnded("1"));
      socket.expectClosed(4401);
    }
  }

  @Test
  void anotherPasswordEndsSessionsAndNoTokens() {
    try (var bySession = site.withSession(key);
        var byToken = site.withToken(site.token("1"))) {
      site.connections.ended(new AuthorityEnd.PasswordChanged("1"));
      bySession.expectClosed(4401);
      assertThat(answer(byToken, "identity")).isEqualTo("ann");

      site.connections.ended(new AuthorityEnd.TokenEnded("token-of-1"));
      byToken.expectClosed(4401);
    }
  }

  @Test
  void whatEndsForOneUserEndsForNoOther() {
    try (var anns = site.withSession(key);
        var bens = site.withToken(site.token("2"))) {
      site.connections.ended(new AuthorityEnd.UserEnded("1"));
      anns.expectClosed(4401);
      assertThat(answer(bens, "identity")).isEqualTo("ben");
    }
  }

  @Test
  void aUsersEndEndsSessionsAndTokensAtOnce() {
    try (var bySession = site.withSession(key);
        var byToken = site.withToken(site.token("1"))) {
      site.connections.ended(new AuthorityEnd.UserEnded("1"));
      bySession.expectClosed(4401);
      byToken.expectClosed(4401);
    }
  }

  @Test
  void aBusyApplicationCannotKeepItsSocketOpen() throws Exception {
    var busy = new CountDownLatch(1);
    var seen = new CompletableFuture<Throwable>();
    Application application =
        WebSocket.application(
            socket -> {
              socket.accept();
              busy.await();
              assertThatThrownBy(() -> socket.send("too late"))
                  .isInstanceOf(DisconnectedException.class)
                  .satisfies(seen::complete);
              assertThat(socket.iterator().hasNext()).isFalse();
              assertThat(socket.closeCode()).isEqualTo(4401);
            });
    try (var socket = LiveSite.connect(site.doors(), key, application)) {
      socket.send("delete everything");
      site.onPage(key, Auth::logout);
      socket.expectClosed(4401);
      busy.countDown();
      assertThat(seen.get()).hasMessageContaining("4401");
      socket.awaitEnd();
    }
  }

  @Test
  void whatCameBeforeTheEndIsNotActedUponAfterIt() throws Exception {
    var busy = new CountDownLatch(1);
    var done = new CopyOnWriteArrayList<Event>();
    Application application =
        (_, inbox, outbox) -> {
          inbox.receive();
          outbox.send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
          busy.await();
          done.add(inbox.receive());
        };
    try (var socket = LiveSite.connect(site.doors(), key, application)) {
      socket.send("delete everything");
      site.onPage(key, Auth::logout);
      socket.expectClosed(4401);
      busy.countDown();
      socket.awaitEnd();
    }
    assertThat(done).containsExactly(new WebSocketEvent.Disconnect(4401, "the session has ended"));
  }

  @Test
  void aLogoutBeforeTheAcceptRefusesTheHandshake() {
    Application slow =
        WebSocket.application(
            socket -> {
              site.onPage(key, Auth::logout);
              socket.accept();
            });
    try (var socket =
        WebSocketCommunicator.to(site.doors().wrap(slow))
            .cookie("sessionid", key)
            .origin(Site.HOST)
            .connect()) {
      socket.expectDenied(401);
    }
  }

  @Test
  void aLogoutBetweenTheLookAndTheRegistrationLeavesNobodysSocket() {
    var name = new CompletableFuture<String>();
    Application application =
        WebSocket.application(
            socket -> {
              name.complete(Auth.of(socket.scope()).identity().username());
              socket.accept();
            });
    try (var _ = LiveSite.connect(site.doors(loggingOutAfterALook()), key, application)) {
      assertThat(name.join()).isEmpty();
    }
    assertThat(site.connections.size()).isZero();
  }

  @Test
  void thereIsNoTraceOfThoseWhoHaveGone() throws Exception {
    var connections = site.connections;
    List<Callable<Void>> comersAndGoers =
        IntStream.range(0, 8).<Callable<Void>>mapToObj(this::comeAndGo).toList();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var end : threads.invokeAll(comersAndGoers)) {
        end.get();
      }
    }
    assertThat(connections.size()).isZero();
    assertThat(connections.waysToEnd()).isZero();
  }

  private Callable<Void> comeAndGo(int thread) {
    return () -> {
      var random = new Random(thread);
      var tokens = new Authority.Tokens(site.tokens);
      for (var i = 0; i < 12_500; i++) {
        var socket = new LiveSocket("test", new SilentInbox(), _ -> {});
        var user = site.authenticated(random.nextBoolean() ? "1" : "2").user();
        site.connections.change(
            socket, Holder.of(user, tokens, "t" + random.nextInt(50)).credential());
        if (i % 100 == 0) {
          site.connections.ended(new AuthorityEnd.UserEnded(user.id()));
        }
        site.connections.change(socket, null);
      }
      return null;
    };
  }

  /** Every connect races with the logout of its session; whoever is in afterwards is nobody. */
  @Test
  void connectsThatRaceWithLogoutsLeaveNoLiveSocket() throws Exception {
    var doors = site.doors().wrap(WebSocket.application(this::stay));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 500; i++) {
        var raced = site.keyOfLogin("1");
        var handshake =
            WebSocketCommunicator.to(doors).cookie("sessionid", raced).origin(Site.HOST);
        var logout = threads.submit(() -> site.onPage(raced, Auth::logout));
        try (var _ = handshake.connect()) {
          logout.get();
          var deadline = System.nanoTime() + 60_000_000_000L;
          while (site.connections.size() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
          }
          assertThat(site.connections.size()).isZero();
        }
      }
    }
  }

  private void stay(WebSocket socket) {
    Auth.of(socket.scope()).requireUser();
    socket.accept();
    socket.forEach(_ -> {});
  }

  private SessionStore loggingOutAfterALook() {
    var pending = new ArrayList<>(List.of("find"));
    return Ambush.behind(
        site.sessions,
        asked -> {
          if (pending.remove(asked)) {
            site.onPage(key, Auth::logout);
          }
        });
  }

  private static String answer(WebSocketCommunicator socket, String question) {
    socket.send(question);
    return socket.receiveText();
  }
}
