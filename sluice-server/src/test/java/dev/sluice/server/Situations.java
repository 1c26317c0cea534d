package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.web.WebSocket;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Brings about situations over real sockets, and tells what comes of them in a few words. */
final class Situations {

  static final WebSocketLimits SMALL =
      TestServers.LIMITS.withMaxFrameBytes(200).withMaxMessageBytes(300);

  static final ServerConfig CONFIG = TestServers.config().withWebSocket(SMALL);

  private Situations() {}

  static Application accepting(WebSocket.Handler then) {
    return WebSocket.application(
        socket -> {
          socket.accept();
          then.handle(socket);
        });
  }

  static String ask(Application application, String request) {
    return ask(CONFIG, application, request);
  }

  static String ask(ServerConfig config, Application application, String request) {
    try (var server = Server.start(application, config);
        var client = new RawClient(server)) {
      client.send(request);
      var response = client.response();
      return response.status() + " [" + response.body().strip() + "]";
    }
  }

  static String answer(WebSocket.Handler handler) {
    return ask(WebSocket.application(handler), RawClient.handshake("/"));
  }

  static String closeFrame(RawClient client) {
    var frame = client.frame();
    assertThat(frame.opcode()).isEqualTo(8);
    return frame.code() + " [" + frame.reason() + "]";
  }

  static String close(WebSocket.Handler then) {
    try (var server = Server.start(accepting(then), CONFIG);
        var client = RawClient.openWebSocket(server)) {
      return closeFrame(client);
    }
  }

  /** Returns the code that an application is told when its client does something. */
  static String told(Consumer<RawClient> action) throws Exception {
    var code = new CompletableFuture<Integer>();
    WebSocket.Handler handler =
        socket -> {
          for (var event : socket) {
            throw new AssertionError(event);
          }
          code.complete(socket.closeCode());
        };
    try (var server = Server.start(accepting(handler), CONFIG);
        var client = RawClient.openWebSocket(server)) {
      action.accept(client);
      return String.valueOf(code.get(30, TimeUnit.SECONDS));
    }
  }

  /** Returns the code that a client gets after what it sent, and checks that no more comes. */
  static String after(byte[] sent) {
    WebSocket.Handler echo = socket -> socket.texts().forEach(socket::send);
    try (var server = Server.start(accepting(echo), CONFIG);
        var client = RawClient.openWebSocket(server)) {
      client.send(sent);
      var code = closeFrame(client).substring(0, 4);
      assertThat(client.isAtEnd()).isTrue();
      return code;
    }
  }

  static byte[] fragments(int... sizes) {
    var all = new ByteArrayOutputStream();
    for (var i = 0; i < sizes.length; i++) {
      var first = (i == 0 ? 1 : 0) | (i == sizes.length - 1 ? 0x80 : 0);
      all.writeBytes(new Frame(first, Bytes.utf8("x".repeat(sizes[i]))).masked());
    }
    return all.toByteArray();
  }
}
