package dev.sluice.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.HttpCommand;
import dev.sluice.Middleware;
import dev.sluice.MissingAttributeException;
import dev.sluice.Outbox;
import dev.sluice.UnavailableException;
import dev.sluice.live.ChatSite.Line;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import org.junit.jupiter.api.Test;

final class LoginsTest {

  private final ChatSite site = ChatSite.inMemory();
  private final Logins logins = Logins.of(site.stack(), site.users());

  @Test
  void aClientIsLoggedInOnSocketsAndPagesWithoutAPassword() {
    // begin login
    var ann = logins.loginAs("ann");

    try (var socket = WebSocketCommunicator.to(site.application()).loginAs(ann).connect()) {
      socket.expectAccept();
      var json = JsonCommunicator.over(socket);
      json.send(new Line("hello"));
      assertThat(json.receive(Line.class)).isEqualTo(new Line("ann: hello"));
    }
    var page = HttpCommunicator.to(site.application()).loginAs(ann).exchange();
    assertThat(page.text()).isEqualTo("ann");
    // end login
  }

  @Test
  void theSessionsCookieIsToldFromOthers() {
    Middleware themed =
        page -> site.stack().wrap((scope, inbox, outbox) -> page.serve(scope, inbox, dark(outbox)));

    assertThat(Logins.of(themed, site.users()).loginAs("ann").cookieName()).isEqualTo("sessionid");
  }

  private static Outbox dark(Outbox outbox) {
    return command ->
        outbox.send(
            command instanceof HttpCommand.Start start
                ? new HttpCommand.Start(
                    start.status(), start.headers().with("Set-Cookie", "theme=dark; Path=/"))
                : command);
  }

  @Test
  void eachLoginIsASessionOfItsOwnInTheSitesStore() {
    var ben = site.users().findByUsername("ben").orElseThrow().user();
    var first = logins.loginAs(ben);
    var second = logins.loginAs(ben);

    assertThat(first.cookieName()).isEqualTo("sessionid");
    assertThat(first.cookieValue()).isNotEqualTo(second.cookieValue());
    assertThat(site.sessions().find(first.cookieValue()).orElseThrow().values())
        .containsEntry("_auth_user_id", ben.id());
    site.sessions().delete(first.cookieValue());
    assertThat(HttpCommunicator.to(site.application()).loginAs(first).exchange().status())
        .isEqualTo(401);
  }

  @Test
  void anotherPasswordEndsIt() {
    var ann = logins.loginAs("ann");
    site.accounts()
        .setPassword(site.users().findByUsername("ann").orElseThrow().user().id(), "another one");

    try (var socket = WebSocketCommunicator.to(site.application()).loginAs(ann).connect()) {
      socket.expectDenied(401);
    }
  }

  @Test
  void aPageOfAnotherSiteCannotUseIt() {
    var ann = logins.loginAs("ann");
    try (var socket =
        WebSocketCommunicator.to(site.application())
            .loginAs(ann)
            .origin("https://evil.example")
            .connect()) {
      socket.expectDenied(403);
    }
  }

  @Test
  void aStoreThatFailsIsNotSomebodyElsesFault() {
    var ann = logins.loginAs("ann");
    site.outage().failOnce();

    assertThatThrownBy(() -> HttpCommunicator.to(site.application()).loginAs(ann).exchange())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("a test wants it");
    assertThat(HttpCommunicator.to(site.application()).loginAs(ann).exchange().text())
        .isEqualTo("ann");
  }

  @Test
  void nobodyCanBeLoggedInWhoIsNotThere() {
    assertThatThrownBy(() -> logins.loginAs("zoe"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zoe");
    assertThatThrownBy(() -> Logins.of(inner -> inner, site.users()).loginAs("ann"))
        .isInstanceOf(MissingAttributeException.class);
    var elsewhere = logins.withBackend("another.Backend").loginAs("ann");
    assertThat(HttpCommunicator.to(site.application()).loginAs(elsewhere).exchange().status())
        .isEqualTo(401);
  }
}
