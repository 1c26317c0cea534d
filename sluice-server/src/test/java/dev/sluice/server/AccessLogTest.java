package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the access log tells, and what it keeps to itself. */
final class AccessLogTest {

  @Test
  void aRequestIsALineWithoutItsQuery() throws Exception {
    try (var log = LogCapture.of("dev.sluice.access");
        var server = TestServers.start(TestServers.answering("hello"));
        var client = new RawClient(server)) {
      client.send("GET /page/?token=hidden HTTP/1.1\r\nHost: a\r\n\r\n");
      client.response();

      assertThat(log.next().getFormattedMessage())
          .matches("127.0.0.1 \"GET /page/\" 200 5 bytes \\d+ ms [0-9a-f]{12}");
    }
  }

  @Test
  void aSocketIsALineWhenItOpensAndOneWhenItCloses() throws Exception {
    try (var log = LogCapture.of("dev.sluice.access");
        var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/chat/?token=hidden"));
      client.response();
      var opened = log.next().getFormattedMessage();
      client.send(Frame.close(4001).masked());
      var closed = log.next().getFormattedMessage();

      assertThat(opened).matches("127.0.0.1 \"WEBSOCKET /chat/\" open \\d+ ms [0-9a-f]{12}");
      assertThat(closed).matches("127.0.0.1 \"WEBSOCKET /chat/\" closed 4001 \\d+ ms [0-9a-f]{12}");
      assertThat(closed).endsWith(opened.substring(opened.length() - 12));
    }
  }

  @Test
  void aRefusedHandshakeIsALine() throws Exception {
    try (var log = LogCapture.of("dev.sluice.access");
        var server = TestServers.start((_, _, _) -> {});
        var client = new RawClient(server)) {
      client.send(RawClient.handshake("/"));
      client.response();

      assertThat(log.next().getFormattedMessage()).contains("\"WEBSOCKET /\" 403 0 bytes");
    }
  }

  @Test
  void aRequestThatNoApplicationSeesIsALine() throws Exception {
    try (var log = LogCapture.of("dev.sluice.access");
        var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      client.send("nonsense\r\n\r\n");
      client.response();

      assertThat(log.next().getFormattedMessage()).startsWith("127.0.0.1 \"- -\" 400 ");
    }
  }

  @Test
  void aPathCannotForgeALine() throws Exception {
    try (var log = LogCapture.of("dev.sluice.access");
        var server = TestServers.start(TestServers.echo());
        var client = new RawClient(server)) {
      client.send("GET /%0a%0d%1b[2J%22%5c%c2%85%e2%80%ae HTTP/1.1\r\nHost: a\r\n\r\n");
      client.response();

      assertThat(log.next().getFormattedMessage())
          .contains("\"GET /\\u{a}\\u{d}\\u{1b}[2J\\\"\\\\\\u{85}\\u{202e}\" 200");
    }
  }
}
