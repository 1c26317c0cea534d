package dev.sluice.server;

import static dev.sluice.server.Situations.CONFIG;
import static dev.sluice.server.Situations.SMALL;
import static dev.sluice.server.Situations.accepting;
import static dev.sluice.server.Situations.after;
import static dev.sluice.server.Situations.answer;
import static dev.sluice.server.Situations.ask;
import static dev.sluice.server.Situations.close;
import static dev.sluice.server.Situations.closeFrame;
import static dev.sluice.server.Situations.fragments;
import static dev.sluice.server.Situations.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Bytes;
import dev.sluice.DenyException;
import dev.sluice.Headers;
import dev.sluice.UnavailableException;
import dev.sluice.web.Cookies;
import dev.sluice.web.OriginValidator;
import dev.sluice.web.ProtocolTypeRouter;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The statuses and close codes of every situation in which something goes wrong, over real sockets:
 * a row for each row of the table in docs/errors.md. That a lost session or token closes with 4401
 * is in the tests of sluice-auth and of the demo.
 */
final class StatusMapTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final ServerConfig IMPATIENT =
      CONFIG
          .withWebSocket(SMALL.withHandshakeTimeout(SHORT))
          .withHttp(HttpLimits.defaults().withRequestTimeout(SHORT))
          .withDrainDeadline(SHORT);

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
        new Row("missing middleware", "500", () -> answer(it -> noCookies(it)).substring(0, 3)),
        new Row("outage in the handshake", "503", () -> answer(it -> away()).substring(0, 3)),
        new Row("outage after it", "1013", () -> close(it -> away()).substring(0, 4)));
  }

  private static List<Row> sockets() {
    return List.of(
        new Row("return after accept", "1000 []", () -> close(_ -> {})),
        new Row("close without code", "1000 []", () -> close(WebSocket::close)),
        new Row("missing middleware after it", "1011", () -> codeOf(StatusMapTest::noCookies)),
        new Row("binary where text is wanted", "1003", StatusMapTest::binaryForText),
        new Row("client too slow to read", "1008 [too slow]", StatusMapTest::slowReader),
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
        new Row("HTTP client silent within its body", "408", () -> slow(HALF_A_BODY)),
        new Row("unknown HTTP route", "404 [Not Found]", () -> ask(new UrlRouter(), GET)),
        new Row(
            "HTTP to a WebSocket's handler",
            "426",
            () -> ask(accepting(_ -> {}), GET).substring(0, 3)),
        new Row("HTTP error", "500", () -> ask((_, _, _) -> noPrices(), GET).substring(0, 3)),
        new Row("HTTP outage", "503", () -> ask((_, _, _) -> away(), GET).substring(0, 3)),
        new Row("the same by default", "PT1M", () -> "" + HttpLimits.defaults().requestTimeout()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void everySituationHasItsStatusOrCloseCode(Row row) throws Exception {
    assertThat(row.observation().observe()).isEqualTo(row.expected());
  }

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String HALF_A_BODY =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx";
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

  private static void fail(WebSocket socket) {
    throw new IllegalStateException("a secret on " + socket.scope().id());
  }

  private static void away() {
    throw new UnavailableException("no prices today");
  }

  private static void noPrices() {
    throw new IllegalStateException("no prices");
  }

  private static void noCookies(WebSocket socket) {
    Cookies.of(socket.scope());
  }

  private static String codeOf(WebSocket.Handler then) {
    return close(then).substring(0, 4);
  }

  private static String binaryForText() {
    try (var server = Server.start(accepting(it -> it.texts().forEach(it::send)), CONFIG);
        var client = RawClient.openWebSocket(server)) {
      client.send(new Frame(0x82, Bytes.utf8("x")).masked());
      return closeFrame(client).substring(0, 4);
    }
  }

  private static String slowReader() throws InterruptedException {
    var givenUp = new CountDownLatch(1);
    WebSocket.Handler flood =
        socket -> {
          try {
            while (true) {
              socket.send("x".repeat(64 * 1024));
            }
          } finally {
            givenUp.countDown();
          }
        };
    var buffers = Buffers.defaults().withSendTimeout(SHORT);
    try (var server = Server.start(accepting(flood), CONFIG.withBuffers(buffers));
        var client = RawClient.openWebSocket(server)) {
      assertThat(givenUp.await(20, TimeUnit.SECONDS)).isTrue();
      var frame = client.frame();
      while (frame.opcode() == 1) {
        frame = client.frame();
      }
      return frame.code() + " [" + frame.reason() + "]";
    }
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
