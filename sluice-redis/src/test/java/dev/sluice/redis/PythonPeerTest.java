package dev.sluice.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.Frame;
import dev.sluice.Message;
import dev.sluice.layers.GroupDelivery;
import dev.sluice.layers.MessageTypes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A layer beside real Channels, on one Redis and on two. */
final class PythonPeerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  record Said(
      String text, int number, double real, Bytes bytes, Optional<String> more, List<Long> list)
      implements Message {}

  private static final MessageTypes TYPES = Note.TYPES.with("chat.said", Said.class);
  private static final Said SAID =
      new Said(
          "Zo\u00eb \ud83d\udd11", -7, 0.1, Bytes.utf8("\0b"), Optional.empty(), List.of(1L << 40));
  private static final String SAID_JSON =
      "{\"type\":\"chat.said\",\"text\":\"Zo\u00eb \ud83d\udd11\",\"number\":-7,\"real\":0.1,"
          + "\"bytes\":{\"__bytes__\":\"0062\"},\"more\":null,\"list\":[1099511627776]}";

  @TempDir private Path folder;
  @TempDir private Path another;
  private RealRedis first;
  private RealRedis second;

  @BeforeEach
  void start() throws Exception {
    first = RealRedis.in(folder);
    second = RealRedis.in(another);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void bothReachEachOther() throws Exception {
    talk(RealRedis.patient(first.url()));
  }

  @Test
  void bothReachEachOtherWithAPrefixAndOverTwoHosts() throws Exception {
    talk(RealRedis.patient(first.url(), second.url()).withPrefix("site[2]"));
  }

  @Test
  void bothReachEachOtherWithKeys() throws Exception {
    talk(RealRedis.patient(first.url()).withEncryptionKeys("new-key", "old-key"));
  }

  private static void talk(RedisLayerConfig config) throws Exception {
    try (var layer = new RedisChannelLayer(config, TYPES);
        var python = PythonPeer.start("core", config);
        var ears = new Ears(layer)) {
      var theirs = python.newChannel();
      assertThat(python.ask("send", ears.name(), json(SAID_JSON)).isNull()).isTrue();
      assertThat(ears.next()).isEqualTo(SAID);
      layer.send(theirs, SAID);
      assertThat(python.receive(theirs)).hasToString(SAID_JSON);

      python.ask("group_add", "room", theirs);
      layer.addToGroup("room", ears.name());
      assertThat(layer.sendToGroup("room", SAID)).isEqualTo(new GroupDelivery(2, 0));
      assertThat(python.receive(theirs)).hasToString(SAID_JSON);
      assertThat(ears.next()).isEqualTo(SAID);
      python.ask("group_send", "room", json(SAID_JSON));
      assertThat(ears.next()).isEqualTo(SAID);
      assertThat(python.receive(theirs)).hasToString(SAID_JSON);

      python.ask("send", "jobs", json(SAID_JSON));
      assertThat(layer.receive("jobs", PATIENCE)).contains(SAID);
      for (var host = 0; host < 2 * config.hosts().size(); host++) { // Python reads one by one
        layer.send("jobs", SAID);
        assertThat(python.receive("jobs")).hasToString(SAID_JSON);
      }
      assertThat(layer.lost()).isZero();
    }
  }

  /** Channels hashes the whole name when it sends and a part when it receives, and loses half. */
  @Test
  void nothingToAConnectionIsLostBetweenHosts() throws Exception {
    var config = RealRedis.patient(first.url(), second.url());
    try (var layer = new RedisChannelLayer(config, TYPES);
        var python = PythonPeer.start("core", config)) {
      for (var number = 0; number < 20; number++) {
        try (var ears = new Ears(layer)) {
          python.ask("send", ears.name(), note(number));
          assertThat(ears.next()).isEqualTo(new Note(number));
        }
        var theirs = python.newChannel();
        layer.send(theirs, new Note(number));
        assertThat(python.receive(theirs).get("number").asInt()).isEqualTo(number);
      }
    }
  }

  @Test
  void nothingInAQueueIsLostBetweenHosts() throws Exception {
    var config = RealRedis.patient(first.url(), second.url());
    try (var layer = new RedisChannelLayer(config, TYPES);
        var python = PythonPeer.start("core", config)) {
      for (var number = 0; number < 20; number++) {
        python.ask("send", "jobs", note(number));
      }
      var numbers = new HashSet<Message>();
      for (var number = 0; number < 20; number++) {
        numbers.add(layer.receive("jobs", PATIENCE).orElseThrow());
      }
      assertThat(numbers).hasSize(20);
    }
  }

  @Test
  void whoDoesNotWaitFindsWhatIsOnAnyHost() throws Exception {
    var config = RealRedis.patient(first.url(), second.url());
    try (var layer = new RedisChannelLayer(config, TYPES)) {
      assertThat(layer.receive("jobs", Duration.ZERO)).isEmpty(); // and looks elsewhere first next
      for (var number = 0; number < 20; number++) {
        layer.send("jobs", new Note(number));
        assertThat(layer.receive("jobs", Duration.ZERO)).contains(new Note(number));
      }
    }
  }

  @Test
  void aGroupOfBothIsLeftByBoth() throws Exception {
    var config = RealRedis.patient(first.url());
    try (var layer = new RedisChannelLayer(config, TYPES);
        var python = PythonPeer.start("core", config);
        var ears = new Ears(layer)) {
      var theirs = python.newChannel();
      python.ask("group_add", "room", theirs);
      python.ask("group_add", "room", ears.name());
      assertThat(layer.sendToGroup("room", new Note(1)).delivered()).isEqualTo(2);

      python.ask("group_discard", "room", ears.name());
      layer.discardFromGroup("room", theirs);

      assertThat(layer.sendToGroup("room", new Note(2))).isEqualTo(new GroupDelivery(0, 0));
    }
  }

  @Test
  void whatNobodyHereKnowsIsCountedAndHindersNothing() throws Exception {
    var config = RealRedis.patient(first.url());
    try (var layer = new RedisChannelLayer(config, TYPES);
        var python = PythonPeer.start("core", config);
        var ears = new Ears(layer)) {
      python.ask("send", ears.name(), Map.of("type", "chat.other"));
      python.ask("send", ears.name(), Map.of("text", "no type"));
      python.ask("send", ears.name(), Map.of("type", "note", "number", "x"));
      python.ask("send", ears.name(), Map.of("type", "websocket.send", "text", "raw"));

      assertThat(ears.next()).isEqualTo(Frame.text("raw"));
      assertThat(layer.lost()).isEqualTo(3);
    }
  }

  private static Map<String, Object> note(int number) {
    return Map.of("type", "note", "number", number);
  }

  private static Object json(String text) {
    return new JsonMapper().readTree(text);
  }
}
