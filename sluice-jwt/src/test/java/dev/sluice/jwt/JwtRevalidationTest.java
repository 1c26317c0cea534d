package dev.sluice.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.Auth;
import dev.sluice.auth.Connections;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.Revalidation;
import dev.sluice.auth.TokenAuthMiddleware;
import dev.sluice.auth.UserStore;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sockets by JSON web tokens are checked with one question for all their users. */
final class JwtRevalidationTest {

  private static final int SOCKETS = 300;

  private final Holders people = new Holders();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final JwtAuthentication jwt =
      new JwtAuthentication(Tokens.config(), new Asked(), Tokens.now());

  @Test
  void manyTokensAreOneQuestionForTheirUsers() {
    var ids = IntStream.rangeClosed(10, 9 + SOCKETS).mapToObj(String::valueOf).toList();
    ids.forEach(id -> people.put(id, "user" + id, true));
    var connections = new Connections();
    try (var revalidation =
        Revalidation.start(connections, Duration.ZERO, Tokens.now(), new SecureRandom())) {
      var sockets = ids.stream().map(id -> open(revalidation, token(id))).toList();
      assertThat(connections.size()).isEqualTo(SOCKETS);

      questions.clear();
      people.remove("11");
      people.put("12", "user12", false);
      revalidation.check();

      assertThat(questions).containsExactly(SOCKETS + " users");
      for (var ended : sockets.subList(1, 3)) {
        ended.expectClosed(4401);
        ended.awaitEnd();
      }
      assertThat(connections.size()).isEqualTo(SOCKETS - 2);
      sockets.forEach(WebSocketCommunicator::close);
    }
  }

  @Test
  void aTokenIsGoodForTheSameAmongManyAsAlone() {
    var tokens =
        new ArrayList<>(
            List.of(token("1"), token("2"), token("99"), token("1") + "x", "nonsense", ""));
    tokens.add(Tokens.of(Tokens.GOOD.replace("1700000300", "1700000000")));

    var found = jwt.findAll(tokens);

    assertThat(found).containsOnlyKeys(token("1"));
    for (var token : tokens) {
      assertThat(Optional.ofNullable(found.get(token))).isEqualTo(jwt.findGrant(token));
    }
    questions.clear();
    assertThat(jwt.findAll(List.of("nonsense"))).isEmpty();
  }

  private WebSocketCommunicator open(Revalidation revalidation, String token) {
    var application =
        revalidation
            .andThen(TokenAuthMiddleware.query("token", jwt))
            .wrap(
                WebSocket.application(
                    socket -> {
                      Auth.of(socket.scope()).requireUser();
                      socket.accept();
                      socket.forEach(_ -> {});
                    }));
    var socket = WebSocketCommunicator.to(application).path("/?token=" + token).connect();
    socket.expectAccept();
    return socket;
  }

  private static String token(String userId) {
    return Tokens.of(Tokens.GOOD.replace("\"user_id\":1}", "\"user_id\":" + userId + "}"));
  }

  private final class Asked implements UserStore {

    @Override
    public Optional<Credentials> findById(String id) {
      questions.add("a user");
      return people.findById(id);
    }

    @Override
    public Map<String, Credentials> findAllById(Collection<String> ids) {
      questions.add(ids.size() + " users");
      return people.findAllById(ids);
    }

    @Override
    public Optional<Credentials> findByUsername(String username) {
      return people.findByUsername(username);
    }
  }
}
