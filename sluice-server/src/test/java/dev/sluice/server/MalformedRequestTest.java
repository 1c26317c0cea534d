package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no application sees, since two programs could read them differently. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedRequestTest {

  private final Server server = start();

  private static Server start() {
    var limits = HttpLimits.defaults().withMaxHeadBytes(2000).withMaxBodyBytes(10);
    return TestServers.start(TestServers.echo(), TestServers.config().withHttp(limits));
  }

  @BeforeAll
  void isUp() {
    assertThat(ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private RawClient.Response ask(String request) {
    try (var client = new RawClient(server)) {
      client.send(request);
      return client.response();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, GET /",
    "400, GET  / HTTP/1.1",
    "400, 'GET / HTTP/1.1 '",
    "400, 'GET /  HTTP/1.1'",
    "400, ' GET / HTTP/1.1'",
    "400, 'GET\t/ HTTP/1.1'",
    "400, GET / a HTTP/1.1",
    "400, GET / HTTX/1.1",
    "400, 'G(T / HTTP/1.1'",
    "400, GET a HTTP/1.1",
    "400, OPTIONS * HTTP/1.1",
    "400, CONNECT a:80 HTTP/1.1",
    "400, GET /#a HTTP/1.1",
    "400, GET /%ff HTTP/1.1",
    "400, GET /%c3%28 HTTP/1.1",
    "400, GET /%00 HTTP/1.1",
    "400, GET /%4 HTTP/1.1",
    "400, GET /%zz HTTP/1.1",
    "400, GET /\u00ff HTTP/1.1",
    "400, GET /\u0001 HTTP/1.1",
    "505, GET / HTTP/2.0",
    "505, GET / HTTP/1.2",
    "200, GET /%c3%a9 HTTP/1.1",
    "200, GET /?q=\u00ff HTTP/1.1",
    "200, GET http://a/b HTTP/1.1",
    "200, GET HTTP://A/b HTTP/1.1",
    "200, GET http://a HTTP/1.1",
    "200, GET http://a?q HTTP/1.1",
    "400, GET http://b/ HTTP/1.1",
    "400, GET http://a:80/ HTTP/1.1",
    "400, GET http://u@a/ HTTP/1.1",
    "400, GET http:/// HTTP/1.1",
    "400, GET https://a/ HTTP/1.1"
  })
  void aRequestLine(int status, String line) {
    assertThat(ask(line + "\r\nHost: a\r\n\r\n").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "400, No host: a",
    "400, Host: b",
    "400, ' folded'",
    "400, no colon",
    "400, ': no name'",
    "400, 'Name : space before the colon'",
    "400, X: a\u0000b",
    "400, 'X: a\u000bb'",
    "400, X: a<CR>b",
    "400, X: a<CR>",
    "400, X: a\u007fb",
    "400, X\u00e9: a",
    "400, Origin: a~Origin: b",
    "400, Content-Length: 1~Content-Length: 1",
    "400, Content-Length: 1~Transfer-Encoding: chunked",
    "400, Content-Length: -1",
    "400, Content-Length: +1",
    "400, 'Content-Length: 1, 1'",
    "400, Content-Length: 99999999999999999999",
    "400, Transfer-Encoding: chunked~Transfer-Encoding: chunked",
    "400, Transfer-Encoding: gzip",
    "400, 'Transfer-Encoding: \u000bchunked'",
    "501, 'Transfer-Encoding: gzip, chunked'",
    "400, Sec-WebSocket-Key: a~Sec-WebSocket-Key: b",
    "400, Sec-WebSocket-Version: 13~Sec-WebSocket-Version: 13",
    "400, Sec-WebSocket-Key1: a~Sec-WebSocket-Key2: b",
    "417, Expect: something",
    "413, Content-Length: 11",
    "200, X: \u00e9",
    "200, 'X:\ta\t'",
    "200, X:"
  })
  void aHeader(int status, String lines) {
    var fields = lines.replace("~", "\r\n").replace("<CR>", "\r");

    assertThat(ask("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n\r\n").status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"400, ''", "400, Host: a b", "400, Host: a/b", "400, 'Host: a, b'", "400, Host: a@b"})
  void aHost(int status, String line) {
    assertThat(ask("GET / HTTP/1.1\r\n" + line + (line.isEmpty() ? "" : "\r\n") + "\r\n").status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "400, x",
    "400, 'g~'",
    "400, '-1~a~0~~'",
    "400, '1~ab~0~~'",
    "400, '1 ~a~0~~x'",
    "413, 'b~01234567890~0~~'",
    "400, 'fffffffffffff~'",
    "413, '7fffffff~01234567890'",
    "413, '6~012345~6~012345~0~~'",
    "200, '5;extension~hello~0~~'",
    "200, '2~he~3~llo~0~Trailer: a~~'"
  })
  void aChunkedBody(int status, String body) {
    var head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    if (body.equals("x")) {
      assertThat(ask(head + "x\r\n").status()).isEqualTo(status);
      return;
    }
    var stripped = body.startsWith("1 ") ? "x\r\n" : body.replace("~", "\r\n");

    assertThat(ask(head + stripped).status()).isEqualTo(status);
  }

  @Test
  void aHeadThatIsTooLong() {
    assertThat(ask("GET /" + "a".repeat(2000)).status()).isEqualTo(414);
    assertThat(ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(2000)).status()).isEqualTo(431);
    assertThat(ask("GET / HTTP/1.1\r\nHost: a\r\n" + "X:\r\n".repeat(101) + "\r\n").status())
        .isEqualTo(431);
  }

  @Test
  void aFieldThatGoesOnInASecondLineIsNamedAsSuch() {
    for (var blank : new String[] {" ", "\t"}) {
      var request = "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n" + blank + "b: c\r\n\r\n";

      assertThat(ask(request).body()).isEqualTo("a header field goes on in a second line\n");
    }
  }

  @Test
  void aFieldThatGoesOnLaterGoesOnToo() {
    try (var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n");
      client.send(" b: c\r\n\r\n");

      assertThat(client.response().status()).isEqualTo(400);
    }
  }

  @Test
  void aHeadThatIsTooLongOnlyAsAWhole() {
    var line = "GET /" + "a".repeat(1500) + " HTTP/1.1\r\nHost: a\r\nX: ";

    assertThat(ask(line + "a".repeat(300) + "\r\n\r\n").status()).isEqualTo(200);
    assertThat(ask(line + "a".repeat(600) + "\r\n\r\n").status()).isEqualTo(431);
  }

  @Test
  void aLineThatEndsInLfOnly() {
    assertThat(ask("GET / HTTP/1.1\nHost: a\n\n").status()).isEqualTo(400);
  }

  @Test
  void anOldClientNeedsNoHostAndHasNoChunks() {
    assertThat(ask("GET / HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
    assertThat(ask("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n").status())
        .isEqualTo(400);
  }

  @Test
  void theAnswerNamesTheReasonAndEndsTheConnection() {
    try (var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

      var response = client.response();

      assertThat(response.body()).isEqualTo("the Host header is missing\n");
      assertThat(response.headers()).containsEntry("Connection", "close");
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void aBodyThatIsTooLongIsRefusedBeforeItComes() {
    try (var client = new RawClient(server)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");

      assertThat(client.response().status()).isEqualTo(413);
    }
  }
}
