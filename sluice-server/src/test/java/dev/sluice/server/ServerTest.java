package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a server listens, and how many clients it takes for how long. */
final class ServerTest {

  @ParameterizedTest
  @EnumSource(Transport.class)
  void aPortInUseIsToldWithAWayOut(Transport transport) {
    try (var first = TestServers.start(TestServers.echo())) {
      var config = TestServers.config().withBind(first.address());

      assertThatThrownBy(
              () ->
                  TestServers.start(TestServers.echo(), config, Environment.real().with(transport)))
          .isInstanceOf(AddressInUseException.class)
          .hasMessage(
              "port %d on 127.0.0.1 is in use: stop the other program or choose another port",
              first.address().getPort());
    }
  }

  @Test
  void anotherMachinesAddressIsNoPlaceToListen() {
    var config = TestServers.config().withBind(new InetSocketAddress("192.0.2.1", 0));

    assertThatThrownBy(() -> TestServers.start(TestServers.echo(), config))
        .isInstanceOf(CannotListenException.class)
        .hasMessageStartingWith("cannot listen on 192.0.2.1 port 0");
  }

  @Test
  void tooManyClientsAreTurnedAway() {
    var config = TestServers.config().withMaxConnections(1);
    try (var server = TestServers.start(TestServers.answering("a"), config)) {
      try (var first = new RawClient(server)) {
        first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(first.response().status()).isEqualTo(200);

        try (var second = new RawClient(server)) {
          var refusal = second.response();

          assertThat(refusal.status()).isEqualTo(503);
          assertThat(refusal.headers()).containsEntry("Retry-After", "1");
          assertThat(second.isAtEnd()).isTrue();
        }
      }
      var status = 503;
      while (status == 503) {
        try (var later = new RawClient(server)) {
          later.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
          status = later.response().status();
        }
      }
      assertThat(status).isEqualTo(200);
    }
  }

  @Test
  void aHeadThatDoesNotComeInTimeIsA408() {
    var limits = HttpLimits.defaults().withHeadTimeout(Duration.ofSeconds(4));
    try (var server = TestServers.start(TestServers.echo(), TestServers.config().withHttp(limits));
        var silent = new RawClient(server);
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHo");

      assertThat(client.response().status()).isEqualTo(408);
      assertThat(silent.isAtEnd()).isTrue();
    }
  }

  @Test
  void anIdleConnectionIsClosed() {
    var limits = HttpLimits.defaults().withIdleTimeout(Duration.ofMillis(50));
    try (var server = TestServers.start(TestServers.echo(), TestServers.config().withHttp(limits));
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.response().status()).isEqualTo(200);

      assertThat(client.isAtEnd()).isTrue();
    }
  }

  @Test
  void aSlowHeadAfterAnotherRequestIsA408Too() {
    var limits = HttpLimits.defaults().withHeadTimeout(Duration.ofSeconds(4));
    try (var server = TestServers.start(TestServers.echo(), TestServers.config().withHttp(limits));
        var client = new RawClient(server)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /");
      assertThat(client.response().status()).isEqualTo(200);

      assertThat(client.response().status()).isEqualTo(408);
    }
  }

  @Test
  void aSlowDownloadIsNotAnIdleConnection() throws Exception {
    var page = "x".repeat(10_000_000);
    var limits = HttpLimits.defaults().withIdleTimeout(Duration.ofMillis(50));
    var config =
        TestServers.config()
            .withHttp(limits)
            .withWebSocket(TestServers.LIMITS.withCloseTimeout(Duration.ofMillis(50)));
    try (var server = TestServers.start(TestServers.answering(page), config);
        var keepsAlive = new RawClient(server, 4096);
        var closes = new RawClient(server, 4096);
        var quick = new RawClient(server)) {
      keepsAlive.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      closes.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      quick.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(quick.response().body()).hasSize(page.length());
      assertThat(quick.isAtEnd()).isTrue(); // so the others have waited as long

      assertThat(keepsAlive.response().body()).hasSize(page.length());
      assertThat(closes.response().body()).hasSize(page.length());
    }
  }

  @Test
  void aClientThatDoesNotReadAtAllIsCutOff() throws Exception {
    var config =
        TestServers.config()
            .withDrainDeadline(Duration.ofMinutes(1))
            .withBuffers(Buffers.defaults().withSendTimeout(Duration.ofMillis(100)));
    var server = TestServers.start(TestServers.answering("x".repeat(20_000_000)), config);
    try (var log = LogCapture.of("dev.sluice.access");
        var client = new RawClient(server, 4096)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      log.next();
      assertThat(Thread.ofVirtual().start(server::close).join(Duration.ofSeconds(20))).isTrue();

      assertThatThrownBy(client::response).hasMessageContaining("within a body");
    }
  }
}
