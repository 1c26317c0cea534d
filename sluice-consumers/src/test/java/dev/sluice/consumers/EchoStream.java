package dev.sluice.consumers;

import dev.sluice.DenyException;
import dev.sluice.testing.WebSocketCommunicator;
import dev.sluice.web.WebSocket;
import java.util.List;

/** A stream that sends back what it is told, with its name, or does what it is told. */
final class EchoStream extends JsonWebSocketConsumer<EchoStream.Say, String> {

  record Say(String text) {}

  private final String name;
  private final List<String> ends;

  private EchoStream(String name, List<String> ends) {
    super(Say.class);
    this.name = name;
    this.ends = ends;
  }

  /** Returns one that notes its name and the code when it ends. */
  static WebSocket.Handler handler(String name, List<String> ends) {
    return WebSocketConsumer.each(() -> new EchoStream(name, ends));
  }

  /** Tells a stream something. */
  static void say(WebSocketCommunicator client, String stream, String text) {
    client.send("{\"stream\":\"%s\",\"payload\":{\"text\":\"%s\"}}".formatted(stream, text));
  }

  @Override
  protected void receiveJson(Say say) {
    switch (say.text()) {
      case "close" -> close(4000, "enough");
      case "fail" -> throw new IllegalStateException("a secret");
      case "deny" -> throw new DenyException(403, "not for you");
      default -> sendJson(name + ": " + say.text());
    }
  }

  @Override
  protected void disconnect(int code) {
    ends.add(name + " " + code);
  }
}
