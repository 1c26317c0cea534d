package dev.sluice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.Command;
import dev.sluice.DisconnectedException;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.testing.ApplicationCommunicator;
import dev.sluice.testing.HttpAnswer;
import dev.sluice.testing.HttpCommunicator;
import dev.sluice.testing.WebSocketCommunicator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ViewTest {

  record Login(String username, String password) {}

  @Test
  void aRequestIsWholeAndSoIsTheResponse() {
    View view =
        request ->
            Response.text(
                    String.join(
                        " ",
                        request.method(),
                        request.path(),
                        request.query().first("q").orElse("-"),
                        request.headers().first("X-One").orElse("-"),
                        request.body().utf8()))
                .withStatus(201)
                .withHeader("X-Two", "2");

    var answer =
        to(view)
            .method("PUT")
            .path("/x/?q=1")
            .header("X-One", "1")
            .body(Bytes.utf8("ab"), Bytes.utf8("c"), Bytes.empty())
            .exchange();

    assertThat(answer)
        .isEqualTo(
            new HttpAnswer(
                201,
                Headers.of("Content-Type", "text/plain; charset=utf-8")
                    .with("X-Two", "2")
                    .with("Content-Length", "15"),
                Bytes.utf8("PUT /x/ 1 1 abc")));
  }

  @Test
  void jsonGoesInAndOut() {
    View view = request -> Response.json(Map.of("name", request.json(Login.class).username()));

    var answer = post(view, Bytes.utf8("{\"username\":\"zoë\",\"password\":\"p\"}"));

    assertThat(answer.text()).isEqualTo("{\"name\":\"zoë\"}");
    assertThat(answer.headers().first("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().first("Content-Length")).hasValue("15");
  }

  @Test
  void aBadBodyIsABadRequest() {
    View view = request -> Response.json(request.json(Login.class));

    var broken = post(view, Bytes.utf8("{\"username\":"));
    var incomplete = post(view, Bytes.utf8("{\"username\":\"u\"}"));
    var latin = post(view, Bytes.copyOf(new byte[] {'"', (byte) 0xe9, '"'}));

    assertThat(List.of(broken.status(), incomplete.status(), latin.status())).containsOnly(400);
    assertThat(broken.text()).startsWith("not JSON (line 1, column ");
    assertThat(incomplete.text()).isEqualTo("password: expected text\n");
    assertThat(latin.text()).isEqualTo("the body is not UTF-8\n");
  }

  @Test
  void aClientThatLeavesInTheMiddleOfItsBodyIsNotAnswered() {
    var failures = new ArrayList<Exception>();
    var application =
        Exchange.application(
            exchange -> {
              try {
                exchange.body();
              } catch (DisconnectedException left) {
                failures.add(left);
                throw left;
              }
            });

    HttpCommunicator.to(application).method("POST").body("half").abandon();

    assertThat(failures).hasSize(1);
  }

  @Test
  void headGetsTheHeaderFieldsOfGet() {
    var view = new MethodView().get(request -> Response.text("hello"));

    var get = to(view).exchange();
    var head = to(view).method("HEAD").exchange();

    assertThat(head.headers()).isEqualTo(get.headers());
    assertThat(head.headers().first("Content-Length")).hasValue("5");
    assertThat(head.body()).isEqualTo(Bytes.empty());
  }

  @Test
  void methodsHaveViewsOfTheirOwn() {
    var view =
        new MethodView()
            .post(request -> Response.text("post"))
            .get(request -> Response.text("get"))
            .put(request -> Response.text("put"))
            .patch(request -> Response.text("patch"))
            .delete(request -> Response.status(204));

    for (var method : List.of("GET", "POST", "PUT", "PATCH")) {
      assertThat(to(view).method(method).exchange().text()).isEqualToIgnoringCase(method);
    }
    var deleted = to(view).method("DELETE").exchange();
    assertThat(deleted).isEqualTo(new HttpAnswer(204, Headers.none(), Bytes.empty()));
  }

  @Test
  void otherMethodsAreToldWhatIsAllowed() {
    var both =
        new MethodView().post(request -> Response.text("")).get(request -> Response.text(""));
    var login = new MethodView().post(request -> Response.text(""));

    var options = to(both).method("OPTIONS").exchange();
    var refused = to(login).method("GET").exchange();

    assertThat(options.status()).isEqualTo(200);
    assertThat(options.headers().first("Allow")).hasValue("POST, GET, HEAD, OPTIONS");
    assertThat(options.headers().first("Content-Length")).hasValue("0");
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.headers().first("Allow")).hasValue("POST, OPTIONS");
    assertThat(to(login).method("HEAD").exchange().status()).isEqualTo(405);
    assertThatThrownBy(() -> login.post(request -> Response.text("")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void redirectsGoToPlainLocations() {
    assertThat(Response.redirect("/x/?a=%20").status()).isEqualTo(302);
    assertThat(Response.seeOther("/x/").headers().first("Location")).hasValue("/x/");
    for (var location : List.of("/a b", "/é", "/x\r\nSet-Cookie: a=b")) {
      assertThatThrownBy(() -> Response.redirect(location))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void someStatusesHaveNoBody() {
    assertThatThrownBy(() -> Response.html("<p>").withStatus(304))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Response.html("<p>").headers().first("Content-Type"))
        .hasValue("text/html; charset=utf-8");
  }

  @Test
  void aResponseCanBeSentInPieces() {
    var application =
        Exchange.application(
            exchange -> {
              exchange.start(200, Headers.none());
              for (var piece = exchange.read(); piece.isPresent(); piece = exchange.read()) {
                exchange.write(piece.get());
                exchange.write("|");
              }
              assertThat(exchange.body()).isEqualTo(Bytes.empty());
            });

    var answer = HttpCommunicator.to(application).body(Bytes.utf8("a"), Bytes.utf8("b")).exchange();

    assertThat(answer.text()).isEqualTo("a|b|");
  }

  @Test
  void whatComesBehindTheLastPieceIsNoPartOfTheBody() {
    var view = View.application(request -> Response.text(request.body().utf8()));
    try (var client =
        ApplicationCommunicator.start(
            view, Scopes.http("POST", "http", "/", Headers.of("Content-Length", "9")))) {
      client.send(new HttpEvent.Body(Bytes.utf8("chunk one"), false));
      client.send(new HttpEvent.Body(Bytes.utf8(" and more"), false));
      client.receive(HttpCommand.Start.class);

      assertThat(client.receive(HttpCommand.Body.class).bytes()).isEqualTo(Bytes.utf8("chunk one"));
    }
  }

  @Test
  void aWholeResponseIsTwoCommands() {
    var commands = new ArrayList<Command>();
    var view = View.application(request -> Response.text("x"));
    Application recorded =
        (scope, inbox, outbox) ->
            view.serve(
                scope,
                inbox,
                command -> {
                  commands.add(command);
                  outbox.send(command);
                });

    HttpCommunicator.to(recorded).exchange();

    assertThat(commands).hasSize(2);
    assertThat(commands.getLast()).isEqualTo(new HttpCommand.Body(Bytes.utf8("x"), false));
  }

  @Test
  void aResponseStartsOnce() {
    Exchange.Handler silent = exchange -> {};
    Exchange.Handler early = exchange -> exchange.write("x");
    Exchange.Handler twice =
        exchange -> {
          exchange.start(200, Headers.none());
          exchange.start(200, Headers.none());
        };
    for (var handler : List.of(silent, early, twice)) {
      assertThatThrownBy(() -> HttpCommunicator.to(Exchange.application(handler)).exchange())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("started");
    }
  }

  @Test
  void aHandshakeWithAViewIsRefused() {
    var view = View.application(request -> Response.text(""));
    try (var socket = WebSocketCommunicator.to(view).connect()) {
      socket.expectDenied(404);
    }
  }

  private static HttpCommunicator to(View view) {
    return HttpCommunicator.to(View.application(view));
  }

  private static HttpAnswer post(View view, Bytes body) {
    return to(view).method("POST").body(body).exchange();
  }
}
