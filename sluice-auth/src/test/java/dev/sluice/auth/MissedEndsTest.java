package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Command;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.SilentInbox;
import dev.sluice.UnavailableException;
import dev.sluice.WebSocketCommand;
import dev.sluice.sessions.SessionStore;
import dev.sluice.testing.Fault;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends that come at a bad moment: while a store is asked, fails, or a client cannot be told. */
final class MissedEndsTest {

  private final LiveSite site = new LiveSite();
  private final String key = site.keyOfLogin("1");
  private final Fault outage = Fault.outage();
  private final SessionStore shaky = outage.around(SessionStore.class, site.sessions);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aStoreThatFailsLeavesASocketWhoseItWas() {
    try (var socket = LiveSite.connect(site.doors(shaky), key, talking())) {
      outage.failOnce();
      assertThat(answer(socket, "getUser")).isEqualTo("away, ann");
      site.connections.ended(new AuthorityEnd.SessionEnded(key));
      socket.expectClosed(4401);
    }
  }

  @Test
  void anEndThatComesWhileTheStoreFailsLeavesNobodyIn() {
    var store =
        Ambush.behind(shaky, _ -> site.connections.ended(new AuthorityEnd.SessionEnded("any")));
    try (var socket = LiveSite.connect(site.doors(store), key, talking())) {
      outage.failOnce();
      assertThat(answer(socket, "getUser")).isEqualTo("away, ");
      assertThat(answer(socket, "getUser")).isEqualTo("ann");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"another password", "deactivated", "deleted"})
  void aLoginWhoseUserChangedBehindThePasswordsCheckEndsItsSocket(String change) {
    var checked = site.authenticated("1");
    var application =
        WebSocket.application(
            socket -> {
              socket.accept();
              socket.texts().iterator().next();
              Auth.login(socket.scope(), checked);
              socket.forEach(_ -> {});
            });
    try (var socket = LiveSite.connect(site.doors(), "", application)) {
      switch (change) {
        case "another password" -> site.people.put("1", "ann", "plain$other", true);
        case "deactivated" -> site.people.put("1", "ann", "plain$anns", false);
        default -> site.people.remove("1");
      }
      site.connections.ended(new AuthorityEnd.PasswordChanged("1"));
      site.connections.ended(new AuthorityEnd.UserEnded("1"));

      socket.send("log in");

      socket.expectClosed(4401);
    }
  }

  @Test
  void aLoginThatCannotBeConfirmedIsNobodys() {
    var store =
        Ambush.behind(
            shaky,
            asked -> {
              if (asked.equals("insert")) {
                outage.failOnce();
              }
            });
    try (var socket = LiveSite.connect(site.doors(store), "", talking())) {
      assertThat(answer(socket, "login")).isEqualTo("away, ");
      assertThat(site.connections.size()).isZero();
    }
  }

  @Test
  void aStreamThatCannotBeConfirmedDoesNotBegin() {
    var stream = new HttpCommand.Start(200, Headers.of("Content-Type", "text/event-stream"));
    Application stubborn =
        (scope, _, outbox) -> {
          Auth.of(scope).requireUser();
          site.connections.ended(new AuthorityEnd.UserEnded("2"));
          outage.failOnce();
          try {
            outbox.send(stream);
          } catch (UnavailableException e) {
            outbox.send(stream);
          }
          outbox.send(new HttpCommand.Body(Bytes.utf8("secret"), false));
        };

    var answer =
        HttpCommunicator.to(site.doors(shaky).wrap(stubborn)).cookie("sessionid", key).exchange();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).doesNotContain("secret");
  }

  @Test
  void aClientThatCannotBeToldKeepsNobodyElseIn() {
    var credential =
        Holder.of(
                site.authenticated("1").user(),
                new Authority.Sessions(site.sessions, site.authentication.logins()),
                key)
            .credential();
    try (var socket = site.withSession(key)) {
      for (var i = 0; i < 10; i++) {
        var broken = new LiveSocket("broken", new SilentInbox(), MissedEndsTest::refuseToClose);
        broken.outbox().send(new WebSocketCommand.Accept(Optional.empty(), Headers.none()));
        site.connections.change(broken, credential);
      }
      site.sessions.delete(key);
      site.revalidation.check();
      socket.expectClosed(4401);
    }
  }

  private static void refuseToClose(Command command) {
    if (command instanceof WebSocketCommand.Close) {
      throw new IllegalStateException("broken, because a test wants it to be");
    }
  }

  private Application talking() {
    return WebSocket.application(
        socket -> {
          socket.accept();
          var auth = Auth.of(socket.scope());
          for (var text : socket.texts()) {
            try {
              if (text.equals("login")) {
                auth.login(site.authenticated("1"));
              }
              socket.send(auth.getUser().username());
            } catch (UnavailableException e) {
              socket.send("away, " + auth.identity().username());
            }
          }
        });
  }

  private static String answer(WebSocketCommunicator socket, String question) {
    socket.send(question);
    return socket.receiveText();
  }
}
