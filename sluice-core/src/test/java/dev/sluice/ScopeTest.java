package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ScopeTest {

  private static final Attribute<String> COLOUR =
      Attribute.of("colour", String.class, "ColourMiddleware");
  private static final Attribute<Integer> SIZE = Attribute.of("size", Integer.class);

  private static final RequestHead HEAD =
      new RequestHead(
          "c1",
          "1.1",
          "ws",
          "/room/",
          new Query("token=secret"),
          "",
          Headers.of("Cookie", "sessionid=secret"),
          new InetSocketAddress(1));

  private static final WebSocketScope SCOPE =
      new WebSocketScope(List.of("chat"), HEAD, Attributes.none());

  @Test
  void aChangeGoesDownstreamOnly() {
    var inner = SCOPE.with(COLOUR, "red");

    assertThat(inner.get(COLOUR)).isEqualTo("red");
    assertThat(inner.with(COLOUR, "blue").get(COLOUR)).isEqualTo("blue");
    assertThat(inner.get(COLOUR)).isEqualTo("red");
    assertThat(SCOPE.find(COLOUR)).isEmpty();
  }

  @Test
  void aMissingMiddlewareIsNamedWithWhatIsThere() {
    var scope = SCOPE.with(SIZE, 1);

    assertThatThrownBy(() -> scope.get(COLOUR))
        .isInstanceOf(MissingAttributeException.class)
        .hasMessageContainingAll("colour", "ColourMiddleware", "[size]");
  }

  @Test
  void anotherHeadKeepsTheRest() {
    var changed = SCOPE.with(SIZE, 1).withHead(HEAD.withQuery(Query.none()));

    assertThat(changed.query().raw()).isEmpty();
    assertThat(changed.get(SIZE)).isEqualTo(1);
    assertThat(changed.subprotocols()).containsExactly("chat");
  }

  @Test
  void printsNoSecrets() {
    assertThat(SCOPE.with(COLOUR, "secret").toString()).contains("/room/").doesNotContain("secret");
    assertThat(new HttpScope("GET", HEAD, Attributes.none()).toString()).doesNotContain("secret");
  }

  @Test
  void middlewareRunsInTheOrderItIsWritten() throws Exception {
    var order = new ArrayList<String>();
    Application inner = (_, _, _) -> order.add("inner");

    note(order, "first")
        .andThen(note(order, "second"))
        .andThen(Middleware.onConnection(scope -> scope.with(COLOUR, "red")))
        .wrap(inner)
        .serve(SCOPE, new SilentInbox(), _ -> {});

    assertThat(order).containsExactly("first", "second", "inner");
  }

  @Test
  void middlewareIsPutAroundOnceHoweverManyComeThrough() throws Exception {
    var wrapped = new AtomicInteger();
    Middleware counting =
        inner -> {
          wrapped.incrementAndGet();
          return inner;
        };
    var served = new AtomicInteger();
    var application = counting.wrap((_, _, _) -> served.incrementAndGet());

    application.serve(SCOPE, new SilentInbox(), _ -> {});
    application.serve(SCOPE, new SilentInbox(), _ -> {});

    assertThat(wrapped).hasValue(1);
    assertThat(served).hasValue(2);
  }

  private static Middleware note(List<String> order, String name) {
    return inner ->
        (scope, inbox, outbox) -> {
          order.add(name);
          inner.serve(scope, inbox, outbox);
        };
  }
}
