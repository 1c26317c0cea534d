package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.Attributes;
import dev.sluice.ChannelScope;
import dev.sluice.ExtensionCommand;
import dev.sluice.ExtensionScope;
import dev.sluice.LifespanScope;
import dev.sluice.Scope;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class ProtocolTypeRouterTest {

  private static final ProtocolTypeRouter HTTP =
      new ProtocolTypeRouter().http(View.application(request -> Response.text("page")));

  @Test
  void requestsAndSocketsShareAPath() {
    var both = HTTP.webSocket(WebSocket.application(WebSocket::accept));

    assertThat(HttpCommunicator.to(both).exchange().text()).isEqualTo("page");
    try (var socket = WebSocketCommunicator.to(both).connect()) {
      socket.expectAccept();
    }
  }

  @Test
  void whatNobodyServesIsNotFound() {
    assertThat(HttpCommunicator.to(new ProtocolTypeRouter()).exchange().status()).isEqualTo(404);
    try (var socket = WebSocketCommunicator.to(HTTP).connect()) {
      socket.expectDenied(404);
    }
  }

  @Test
  void eachKindOfConnectionFindsItsApplication() throws Exception {
    var served = new ArrayList<String>();
    var router =
        new ProtocolTypeRouter()
            .channel((scope, inbox, outbox) -> served.add("channel " + scope.id()))
            .lifespan((scope, inbox, outbox) -> served.add(scope.id()))
            .protocol("gopher", (scope, inbox, outbox) -> served.add("gopher " + scope.id()));

    serve(router, new ChannelScope("mails", Attributes.none()));
    serve(router, new LifespanScope(Attributes.none()));
    serve(router, new Gopher("g1", Attributes.none()));

    assertThat(served).containsExactly("channel mails", "lifespan", "gopher g1");
  }

  @Test
  void aLifespanThatNobodyWantsPassesAndWhatHasNoAnswerIsAnError() throws Exception {
    serve(HTTP, new LifespanScope(Attributes.none()));

    assertThatThrownBy(() -> serve(HTTP, new ChannelScope("mails", Attributes.none())))
        .hasMessageContaining("'channel'")
        .hasMessageContaining("[http]");
    assertThatThrownBy(() -> serve(HTTP, new Gopher("g1", Attributes.none())))
        .hasMessageContaining("'gopher'");
    assertThatThrownBy(() -> HTTP.protocol("http", HTTP)).hasMessageContaining("'http'");
  }

  @Test
  void middlewareOfRequestsLetsOtherScopesPass() throws Exception {
    var served = new ArrayList<Scope>();
    var cookies = new CookieMiddleware().wrap((scope, inbox, outbox) -> served.add(scope));
    var scope = new Gopher("g1", Attributes.none());

    serve(cookies, scope);

    assertThat(served).containsExactly(scope);
  }

  private static void serve(Application application, Scope scope) throws Exception {
    application.serve(scope, new Served.Silence(), command -> {});
  }

  /** A protocol that Sluice does not know. */
  private record Gopher(String id, Attributes attributes) implements ExtensionScope {

    @Override
    public String protocol() {
      return "gopher";
    }

    @Override
    public InetSocketAddress client() {
      return InetSocketAddress.createUnresolved("client.example", 70);
    }

    @Override
    public ExtensionCommand closing(String reason) {
      return new ExtensionCommand() {};
    }

    @Override
    public <T> Gopher with(Attribute<T> key, T value) {
      return new Gopher(id, attributes.with(key, value));
    }
  }
}
