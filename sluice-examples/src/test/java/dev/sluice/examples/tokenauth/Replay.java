package dev.sluice.examples.tokenauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.examples.tokenauth.RawClient.Frame;
import dev.sluice.examples.tokenauth.Transcript.Scenario;
import dev.sluice.examples.tokenauth.Transcript.Turn;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Says to a site what a client once said to the original, word for word. */
final class Replay implements Closeable {

  private static final byte[] NORMAL_CLOSURE = {3, (byte) 0xe8};

  private final InetSocketAddress address;
  private final UnaryOperator<String> fill;
  private final Consumer<JsonNode> django;
  private Optional<RawClient> socket = Optional.empty();

  /**
   * Makes one.
   *
   * @param fill puts this site's host, tokens and keys where the transcript has names for them
   * @param django does what a colleague in Django did
   */
  Replay(InetSocketAddress address, UnaryOperator<String> fill, Consumer<JsonNode> django) {
    this.address = address;
    this.fill = fill;
    this.django = django;
  }

  /** Plays it and expects what the original said. */
  void expectSame(Scenario scenario) throws IOException {
    for (var turn : scenario.turns()) {
      play(turn, Expected.ofOriginal(turn, fill));
    }
    endSocket();
  }

  /** Plays it and expects, turn for turn, these answers; the end of a socket ends its turns. */
  void expect(Scenario scenario, List<Expected> answers) throws IOException {
    var next = answers.iterator();
    var refused = false;
    for (var turn : scenario.turns()) {
      if (turn.kind().equals("command")) {
        play(turn, Expected.silence());
        continue;
      }
      refused &= turn.kind().equals("ws-frame");
      if (!refused) {
        var expected = next.next();
        play(turn, expected);
        refused = expected instanceof Expected.Refuses || hasEnded();
      }
    }
    assertThat(next).as("answers that no turn asked for").isExhausted();
    endSocket();
  }

  private boolean hasEnded() {
    return socket.isEmpty();
  }

  private void play(Turn turn, Expected expected) throws IOException {
    switch (turn.kind()) {
      case "http-request" -> request(turn.said(), expected);
      case "ws-handshake" -> handshake(turn.said(), expected);
      case "ws-frame" -> frame(turn.said(), expected);
      case "command" -> django.accept(turn.said());
      default -> throw new AssertionError("a turn of an unknown kind: " + turn);
    }
  }

  private void request(JsonNode said, Expected expected) throws IOException {
    var head = fill.apply(said.get("head").asString());
    try (var client = new RawClient(address)) {
      client.send(head.strip() + "\r\n\r\n" + said.path("body").asString(""));
      var answer = client.answer(head.split(" ", 2)[0]);
      assertThat(expected).isInstanceOf(Expected.Answers.class);
      ((Expected.Answers) expected).check(answer, fill);
    }
  }

  private void handshake(JsonNode said, Expected expected) throws IOException {
    endSocket();
    var client = new RawClient(address);
    socket = Optional.of(client);
    client.send(fill.apply(said.get("head").asString()).strip() + "\r\n\r\n");
    var status = client.answer("GET").status();
    if (expected instanceof Expected.Refuses(var refusal)) {
      assertThat(status).isEqualTo(refusal);
      client.close();
      socket = Optional.empty();
      return;
    }
    assertThat(expected).isEqualTo(Expected.opens());
    assertThat(status).isEqualTo(101);
  }

  private void frame(JsonNode said, Expected expected) throws IOException {
    var client = socket.orElseThrow();
    client.frame(opcode(said.get("opcode").asString()), payload(said));
    switch (expected) {
      case Expected.Silence _ -> {}
      case Expected.Says says -> says.check(client.frame());
      case Expected.Closes(var code) -> closes(client, code);
      default -> throw new AssertionError("no answer to a frame: " + expected);
    }
  }

  /** Whatever was said: the socket must still be able to end in good order. */
  private void endSocket() throws IOException {
    if (socket.isPresent()) {
      socket.get().frame(Frame.CLOSE, NORMAL_CLOSURE);
      closes(socket.get(), 1000);
    }
  }

  private void closes(RawClient client, int code) throws IOException {
    var frame = client.frame();
    assertThat(frame.opcode()).as("opcode of %s", frame.payload().utf8()).isEqualTo(8);
    assertThat(frame.closeCode()).isEqualTo(code);
    assertThat(client.ended()).as("the connection has ended").isTrue();
    client.close();
    socket = Optional.empty();
  }

  private static int opcode(String name) {
    return switch (name) {
      case "text" -> Frame.TEXT;
      case "binary" -> Frame.BINARY;
      case "close" -> Frame.CLOSE;
      default -> throw new AssertionError("a frame of an unknown kind: " + name);
    };
  }

  private static byte[] payload(JsonNode said) {
    if (said.has("hex")) {
      return HexFormat.of().parseHex(said.get("hex").asString());
    }
    if (said.has("code")) {
      var code = said.get("code").asInt();
      var reason = said.path("reason").asString("").getBytes(UTF_8);
      var payload = new byte[reason.length + 2];
      payload[0] = (byte) (code >> 8);
      payload[1] = (byte) code;
      System.arraycopy(reason, 0, payload, 2, reason.length);
      return payload;
    }
    return said.path("payload").asString("").getBytes(UTF_8);
  }

  @Override
  public void close() throws IOException {
    if (socket.isPresent()) {
      socket.get().close();
    }
  }
}
