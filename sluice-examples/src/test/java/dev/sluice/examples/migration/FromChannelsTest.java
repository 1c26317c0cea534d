package dev.sluice.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Attribute;
import dev.sluice.Attributes;
import dev.sluice.ChannelEvent;
import dev.sluice.LifespanCommand;
import dev.sluice.LifespanEvent;
import dev.sluice.LifespanScope;
import dev.sluice.Message;
import dev.sluice.Middleware;
import dev.sluice.consumers.WebSocketConsumer;
import dev.sluice.layers.Channel;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.testing.ApplicationCommunicator;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.CookieMiddleware;
import dev.sluice.web.Cookies;
import dev.sluice.web.Lifespan;
import dev.sluice.web.OriginValidator;
import dev.sluice.web.PathParams;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.View;
import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide puts in the place of Python, word for word, and that it does the same. A test of
 * the house looks whether each cell of the guide's tables stands in a program that is compiled.
 */
final class FromChannelsTest {

  private static final Attribute<String> LANGUAGE = Attribute.of("language", String.class);

  private record Wanted(String picture) implements Message {}

  private record Said(String text) implements Message {}

  private static Response room(Request request) {
    var scope = request.scope();
    return Response.text(
        PathParams.of(scope).string("room") + "+" + PathParams.of(scope).remaining());
  }

  private static Response all(Request request) {
    return Response.text("all");
  }

  private static String text(Application app, String path) {
    return HttpCommunicator.to(app).path(path).exchange().text();
  }

  @Test
  void pathsLeadWhereTheyDid() {
    var app = View.application(FromChannelsTest::room);
    var router =
        new UrlRouter()
            .path("chat/<slug:room>/", app)
            .named("room")
            .path("old/", app)
            .extra("room", "lobby")
            .mount("far/", new UrlRouter().path("<slug:room>/", app))
            .mount("open/<slug:room>/", app);
    var nested = new UrlRouter().mount("chat/", new UrlRouter().view("", FromChannelsTest::all));
    var regex = new UrlRouter().rePath("^chat/(?P<room>\\w+)/$", app);

    assertThat(text(nested, "/chat/")).isEqualTo("all");
    assertThat(text(router, "/chat/a-b/")).isEqualTo("a-b+");
    assertThat(text(router, "/old/")).isEqualTo("lobby+");
    assertThat(text(router, "/far/away/")).isEqualTo("away+");
    assertThat(text(router, "/open/a/b/c/")).isEqualTo("a+b/c/");
    assertThat(text(regex, "/chat/stra%C3%9Fe/")).isEqualTo("stra\u00dfe+");
    assertThat(router.reverse("room", Map.of("room", "a-b"))).isEqualTo("/chat/a-b/");
  }

  /** The function form. */
  static void hello(WebSocket socket) {
    if (socket.scope().path().equals("/out/")) {
      socket.deny(403, "why");
      return;
    }
    socket.accept("chess");
    for (var t : socket.texts()) {
      if (t.equals("bye")) {
        socket.close(4000, "bye");
      } else {
        socket.send(t);
      }
    }
  }

  /** The class form. */
  static final class Hello extends WebSocketConsumer {

    @Override
    protected void connect() {
      if (scope().path().equals("/out/")) {
        deny(403, "why");
      } else {
        accept("chess");
      }
    }

    @Override
    protected void receive(String t) {
      if (t.equals("bye")) {
        close(4000, "bye");
      } else {
        send(t);
      }
    }
  }

  static List<Application> forms() {
    return List.of(
        WebSocket.application(FromChannelsTest::hello),
        WebSocket.application(WebSocketConsumer.each(Hello::new)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void bothFormsOfAConsumerDoTheSame(Application app) {
    try (var c = WebSocketCommunicator.to(app).path("/ws/").subprotocols("chess").connect()) {
      assertThat(c.expectAccept().subprotocol()).hasValue("chess");
      c.send("hi");
      assertThat(c.receiveText()).isEqualTo("hi");
      c.expectNothing();
      c.send("bye");
      assertThat(c.expectClosed(4000).reason()).isEqualTo("bye");
    }
    try (var c = WebSocketCommunicator.to(app).path("/out/").connect()) {
      c.expectDenied(403);
    }
  }

  @Test
  void eachProtocolHasItsApplication() {
    Application h = View.application(request -> Response.text("page"));
    var w = WebSocket.application(FromChannelsTest::hello);
    var app = new ProtocolTypeRouter().http(h).webSocket(w);

    assertThat(HttpCommunicator.to(app).path("/x/").exchange().text()).isEqualTo("page");
    try (var c = WebSocketCommunicator.to(app).path("/out/").connect()) {
      c.expectDenied(403);
    }
  }

  @Test
  void whatAClientSentIsInTheScope() {
    var inner =
        View.application(
            request -> {
              var scope = request.scope();
              return Response.text(
                  "%s %s %s"
                      .formatted(
                          Cookies.of(scope).find("theme").orElse(""),
                          scope.headers().first("Accept").orElse(""),
                          scope.query().first("q").orElse("")));
            });

    assertThat(
            HttpCommunicator.to(new CookieMiddleware().wrap(inner))
                .path("/?q=1")
                .cookie("theme", "dark")
                .header("Accept", "text/html")
                .exchange()
                .text())
        .isEqualTo("dark text/html 1");
  }

  @Test
  void whoComesFromElsewhereIsRefused() {
    var inner = WebSocket.application(FromChannelsTest::hello);
    var app = new OriginValidator(List.of("https://example.com")).wrap(inner);

    try (var c = WebSocketCommunicator.to(app).origin("https://evil.example").connect()) {
      c.expectDenied(403);
    }
  }

  @Test
  void aMiddlewareTellsWhatItFound() {
    var x = "en";
    var app =
        Middleware.onConnection(scope -> scope.with(LANGUAGE, x))
            .wrap(
                View.application(
                    request -> {
                      var scope = request.scope();
                      return Response.text(scope.get(LANGUAGE));
                    }));

    assertThat(text(app, "/")).isEqualTo("en");
  }

  private static void talk(WebSocket socket) {
    var channel = Channel.of(socket.scope());
    var group = "room";
    channel.join(group);
    channel.join("news");
    socket.accept();
    for (var event : socket) {
      if (event instanceof ChannelEvent(Said(var text))) {
        socket.send(text);
        continue;
      }
      var name = channel.name();
      Message message = new Said("by " + name);
      channel.sendToOthers(group, message);
      channel.send(name, message);
      channel.leave(group);
    }
  }

  @Test
  void groupsAndChannelsAreReached() {
    var layer = new InMemoryChannelLayer();
    var app = layer.middleware().wrap(WebSocket.application(FromChannelsTest::talk));
    try (var one = WebSocketCommunicator.to(app).connect();
        var other = WebSocketCommunicator.to(app).connect()) {
      one.expectAccept();
      other.expectAccept();
      one.send("speak");
      assertThat(one.receiveText()).startsWith("by specific").isEqualTo(other.receiveText());
      assertThat(layer.sendToGroup("news", new Said("news")).delivered()).isEqualTo(2);
      assertThat(layer.sendToGroup("room", new Said("room")).delivered()).isEqualTo(1);
    }
    layer.send("thumbnails", new Wanted("a.png"));
    assertThat(layer.receive("thumbnails", Duration.ZERO)).hasValue(new Wanted("a.png"));
  }

  @Test
  void anyScopeCanBePlayed() {
    var app = Lifespan.application(lifespan -> lifespan.await(Attributes.none()));
    var scope = new LifespanScope(Attributes.none());
    try (var server = ApplicationCommunicator.start(app, scope)) {
      server.send(new LifespanEvent.Startup());
      server.receive(LifespanCommand.Started.class);
    }
  }
}
