package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.UnavailableException;
import dev.sluice.web.OriginValidator;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The statuses and close codes of every situation in which something goes wrong, over real sockets:
 * a row for each row of the table in docs/errors.md. That a lost session or token closes with 4401
 * is in the tests of sluice-auth and of the demo.
 */
final class StatusMapTest {

  private static final WebSocketLimits SMALL =
      WebSocketLimits.defaults().withMaxFrameBytes(200).withMaxMessageBytes(300);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final ServerConfig CONFIG = TestServers.config().withWebSocket(SMALL);
  private static final ServerConfig IMPATIENT =
      CONFIG
          .withWebSocket(SMALL.withHandshakeTimeout(SHORT))
          .withHttp(HttpLimits.defaults().withRequestTimeout(SHORT));

  /** A situation, what is expected of it, and how to see what comes of it. */
  record Row(String situation, String expected, Observation observation) {
    @Override
    public String toString() {
      return situation + ": " + expected;
    }
  }

  @FunctionalInterface
  interface Observation {
    String observe() throws Exception;
  }

  static List<Row> rows() {
    return Stream.of(handshakes(), sockets(), applications()).flatMap(List::stream).toList();
  }

  private static List<Row> handshakes() {
    return List.of(
        new Row("close before accept", "403 []", () -> answer(socket -> socket.close(4001, "x"))),
        new Row("return before accept", "403 []", () -> answer(_ -> {})),
        new Row("denial 401", "401 [who?]", () -> answer(socket -> socket.deny(401, "who?"))),
        new Row("denial 403", "403 [not you]", () -> answer(socket -> socket.deny(403, "not you"))),
        new Row("denial 404", "404 [nothing]", () -> answer(socket -> socket.deny(404, "nothing"))),
        new Row("denial 429", "429 [{\"wait\":3}]", () -> answer(StatusMapTest::slowDown)),
        new Row("denial 503", "503 [later]", () -> answer(socket -> socket.deny(503, "later"))),
        new Row("denial by exception", "401 [who?]", () -> answer(_ -> deny(401, "who?"))),
        new Row("unknown WebSocket route", "404 [Not Found], 1 line", StatusMapTest::unknownRoute),
        new Row(
            "error in the handshake",
            "500 [Internal Server Error\nID], 1 line with ID",
            StatusMapTest::errorInHandshake),
        new Row("error after it", "1011 [ID], 1 line with ID", StatusMapTest::errorAfter),
        new Row("outage in the handshake", "503", () -> answer(it -> away()).substring(0, 3)),
        new Row("outage after it", "1013", () -> close(it -> away()).substring(0, 4)));
  }

  private static List<Row> sockets() {
    return List.of(
        new Row("return after accept", "1000 []", () -> close(_ -> {})),
        new Row("close without code", "1000 []", () -> close(WebSocket::close)),
        new Row("client's close without code", "1005", () -> told(RawClient::closeWithoutCode)),
        new Row("client's close with 4001", "4001", () -> told(it -> it.send(CLOSE_4001))),
        new Row("client vanished", "1006", () -> told(RawClient::reset)),
        new Row("frame too big", "1009", () -> after(Frame.text("x".repeat(201)).masked())),
        new Row("message too big", "1009", () -> after(fragments(150, 150, 150))),
        new Row("text that is not UTF-8", "1007", () -> after(BAD_UTF8)),
        new Row("frame without mask", "1002", () -> after(Frame.text("x").unmasked())),
        new Row("unknown opcode", "1002", () -> after(new Frame(0x83, Bytes.empty()).masked())),
        new Row("unsendable close code", "1002", () -> after(Frame.close(1005).masked())));
  }

  private static List<Row> applications() {
    return List.of(
        new Row("foreign origin", "403 [Origin not allowed]", StatusMapTest::foreignOrigin),
        new Row("policy of one's own", "1008 [no]", () -> close(it -> it.close(1008, "no"))),
        new Row("authority lost", "4401 [gone]", () -> close(_ -> deny(401, "gone"))),
        new Row("forbidden", "4403 [not you]", () -> close(_ -> deny(403, "not you"))),
        new Row("idle", "4408 [asleep]", () -> close(_ -> deny(408, "asleep"))),
        new Row("too many", "4429 [slow down]", () -> close(_ -> deny(429, "slow down"))),
        new Row("server stops", "1001 [the server stops], drained", StatusMapTest::stopping),
        new Row("server stops in a handshake", "503", StatusMapTest::stoppingInHandshake),
        new Row("handshake too slow", "503", () -> slow(RawClient.handshake("/"))),
        new Row("HTTP application too slow", "503", () -> slow(GET)),
        new Row("the same by default", "PT1M", () -> "" + HttpLimits.defaults().requestTimeout()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everySituationHasItsStatusOrCloseCode(Row row) throws Exception {
    assertThat(row.observation().observe()).isEqualTo(row.expected());
  }

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final byte[] CLOSE_4001 = Frame.close(4001).masked();
  private static final byte[] BAD_UTF8 = new Frame(0x81, Frame.bytes(0xc3, 0x28)).masked();

  private static void deny(int status, String reason) {
    throw new DenyException(status, reason);
  }

  private static void slowDown(WebSocket socket) {
    socket.deny(429, Headers.of("Retry-After", "3"), Bytes.utf8("{\"wait\":3}"));
  }

  private static void sleep() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  private static Application accepting(WebSocket.Handler then) {
    return WebSocket.application(
        socket -> {
          socket.accept();
          then.handle(socket);
        });
  }

  private static void fail(WebSocket socket) {
    throw new IllegalStateException("a secret on " + socket.scope().id());
  }

  private static void away() {
    throw new UnavailableException("no prices today");
  }

  private static String ask(Application application, String request) {
    return ask(CONFIG, application, request);
  }

  private static String ask(ServerConfig config, Application application, String request) {
    try (var server = Server.start(application, config);
        var client = new RawClient(server)) {
      client.send(request);
      var response = client.response();
      return response.status() + " [" + response.body().strip() + "]";
    }
  }

  private static String answer(WebSocket.Handler handler) {
    return ask(WebSocket.application(handler), RawClient.handshake("/"));
  }

  private static String closeFrame(RawClient client) {
    var frame = client.frame();
    assertThat(frame.opcode()).isEqualTo(8);
    return frame.code() + " [" + frame.reason() + "]";
  }

  private static String close(WebSocket.Handler then) {
    try (var server = Server.start(accepting(then), CONFIG);
        var client = RawClient.openWebSocket(server)) {
      return closeFrame(client);
    }
  }

  /** Returns the code that an application is told when its client does something. */
  private static String told(Consumer<RawClient> action) throws Exception {
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
      return String.valueOf(code.get(10, TimeUnit.SECONDS));
    }
  }

  /** Returns the code that a client gets after what it sent, and checks that no more comes. */
  private static String after(byte[] sent) {
    WebSocket.Handler echo = socket -> socket.texts().forEach(socket::send);
    try (var server = Server.start(accepting(echo), CONFIG);
        var client = RawClient.openWebSocket(server)) {
      client.send(sent);
      var code = closeFrame(client).substring(0, 4);
      assertThat(client.isAtEnd()).isTrue();
      return code;
    }
  }

  private static byte[] fragments(int... sizes) {
    var all = new ByteArrayOutputStream();
    for (var i = 0; i < sizes.length; i++) {
      var first = (i == 0 ? 1 : 0) | (i == sizes.length - 1 ? 0x80 : 0);
      all.writeBytes(new Frame(first, Bytes.utf8("x".repeat(sizes[i]))).masked());
    }
    return all.toByteArray();
  }

  // What is logged too

  private static String lines(LogCapture log) {
    return log.rest().stream().filter(it -> !it.getLoggerName().endsWith("access")).count()
        + " line";
  }

  private static String unknownRoute() {
    var routes = new UrlRouter().path("chat/", accepting(_ -> {}));
    try (var log = LogCapture.of("dev.sluice")) {
      var answer =
          ask(new ProtocolTypeRouter().webSocket(routes), RawClient.handshake("/nowhere/"));
      return answer + ", " + lines(log);
    }
  }

  private static String errorInHandshake() throws Exception {
    try (var log = LogCapture.of("dev.sluice.server")) {
      return withId(answer(StatusMapTest::fail), log);
    }
  }

  private static String errorAfter() throws Exception {
    try (var log = LogCapture.of("dev.sluice.server")) {
      return withId(close(StatusMapTest::fail), log);
    }
  }

  private static String withId(String seen, LogCapture log) throws InterruptedException {
    var line = log.next();
    assertThat(seen).doesNotContain("secret");
    var id = line.getThrowableProxy().getMessage().replace("a secret on ", "");
    assertThat(line.getFormattedMessage()).contains(id).doesNotContain("secret");
    assertThat(log.rest()).isEmpty();
    return seen.replace(id, "ID") + ", 1 line with ID";
  }

  private static String foreignOrigin() {
    var guarded = new OriginValidator(List.of("https://example.com")).wrap(accepting(_ -> {}));
    return ask(guarded, RawClient.handshake("/", "Origin: https://evil.example\r\n"));
  }

  private static String stopping() throws InterruptedException {
    var drained = new CompletableFuture<String>();
    WebSocket.Handler handler =
        socket -> {
          for (var event : socket) {
            throw new AssertionError(event);
          }
          drained.complete("drained");
        };
    var server = Server.start(accepting(handler), CONFIG);
    try (var client = RawClient.openWebSocket(server)) {
      var closing = Thread.ofVirtual().start(server::close);
      var seen = closeFrame(client);
      client.send(Frame.close(1001).masked());
      closing.join();
      return seen + ", " + drained.getNow("cut off");
    }
  }

  private static String stoppingInHandshake() throws InterruptedException {
    var asked = new CountDownLatch(1);
    WebSocket.Handler handler =
        _ -> {
          asked.countDown();
          sleep();
        };
    var slow = CONFIG.withDrainDeadline(SHORT);
    var server = Server.start(WebSocket.application(handler), slow);
    try (var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));
      asked.await();
      Thread.ofVirtual().start(server::close);
      return String.valueOf(client.response().status());
    } finally {
      server.close();
    }
  }

  private static String slow(String request) {
    var sleeping =
        new ProtocolTypeRouter().http((_, _, _) -> sleep()).webSocket((_, _, _) -> sleep());
    return ask(IMPATIENT, sleeping, request).substring(0, 3);
  }
}
