package dev.sluice.examples.tokenauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.tokenauth.Transcript.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each recorded conversation with the original, held with this site: the same, or better. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TranscriptsTest {

  private static final List<Group> GROUPS =
      List.of(
          new Group("http", HttpRows.ALL),
          new Group("ws-token", SocketRows.TOKEN),
          new Group("tutorial-only", SocketRows.TUTORIAL_ONLY),
          new Group("ws-origin", SocketRows.ORIGIN));
  private static final Pattern NAMED_TOKEN = Pattern.compile("<token-of-([a-z]+)>");
  private static final Pattern CAPITALS = Pattern.compile("<TOKEN-OF-([a-z]+)-IN-CAPITALS>");

  private LiveSite open;
  private LiveSite strict;

  @BeforeAll
  void start() {
    open = LiveSite.start();
    strict = LiveSite.start(Map.of("SLUICE_ALLOWED_HOSTS", "127.0.0.1,localhost,.example.com"));
  }

  @AfterAll
  void stop() {
    open.close();
    strict.close();
  }

  @Test
  void eachConversationHasARow() {
    for (var group : GROUPS) {
      assertThat(group.rows().stream().map(Row::id))
          .as(group.name())
          .containsExactlyElementsOf(group.scenarios().map(Scenario::id).toList());
    }
  }

  @TestFactory
  Stream<DynamicTest> eachConversationGoesAsItsRowSays() {
    return GROUPS.stream().flatMap(this::tests);
  }

  private Stream<DynamicTest> tests(Group group) {
    return group
        .scenarios()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    group.name() + "/" + scenario,
                    () -> hold(group.name(), scenario, group.row(scenario.id()))));
  }

  private void hold(String group, Scenario scenario, Row row) throws Exception {
    switch (row) {
      case Row.Same _ -> {
        try (var replay = replay(group)) {
          replay.expectSame(scenario);
        }
      }
      case Row.Better better -> {
        try (var replay = replay(group)) {
          replay.expect(scenario, better.answers());
        }
      }
      case Row.TestedBy(var _, var type, var method) ->
          assertThat(type.getDeclaredMethod(method).isAnnotationPresent(Test.class)).isTrue();
      case Row.Elsewhere(var _, var reason) -> assertThat(reason).isNotBlank();
    }
  }

  private Replay replay(String group) throws IOException {
    var site = group.equals("ws-origin") ? strict : open;
    var loopback =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), site.address().getPort());
    return new Replay(
        loopback,
        filling(site),
        command -> site.deleteToken(command.get("args").get("username").asString()));
  }

  /** Puts this site's names where the transcript has the oracle's. */
  private static UnaryOperator<String> filling(LiveSite site) {
    var tokens = new HashMap<String, String>(); // a token that is deleted keeps its name
    return text -> {
      var filled =
          text.replace("Host: HOST", "Host: 127.0.0.1:" + site.address().getPort())
              // The oracle has more sockets than the tutorial; which one it is does not matter
              // here.
              .replace("GET /echo/ ", "GET /?token=<token-of-testuserone> ")
              .replace("<key-1>", "a".repeat(32));
      filled =
          NAMED_TOKEN
              .matcher(filled)
              .replaceAll(name -> tokens.computeIfAbsent(name.group(1), site::token));
      return CAPITALS
          .matcher(filled)
          .replaceAll(name -> site.token(name.group(1)).toUpperCase(Locale.ROOT));
    };
  }

  private record Group(String name, List<Row> rows) {

    Stream<Scenario> scenarios() {
      return Transcript.of(name).scenarios().stream();
    }

    Row row(String id) {
      return rows.stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }
  }
}
