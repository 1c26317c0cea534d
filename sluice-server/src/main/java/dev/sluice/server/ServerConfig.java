package dev.sluice.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Everything about a server that can be chosen.
 *
 * @param bind where to listen; port 0 takes any free port
 * @param serverName what the {@code Server} header says; empty for no such header
 * @param maxConnections how many clients at once; others are answered with 503
 * @param applicationCloseTimeout how long an application may go on after its client has gone
 * @param drainDeadline how long {@link Server#close} lets applications finish
 * @param lifespan limits for what the application does at the start and the end
 * @param http limits for requests
 * @param webSocket limits for sockets
 * @param buffers how much may wait in memory for one client
 */
public record ServerConfig(
    InetSocketAddress bind,
    String serverName,
    int maxConnections,
    Duration applicationCloseTimeout,
    Duration drainDeadline,
    LifespanLimits lifespan,
    HttpLimits http,
    WebSocketLimits webSocket,
    Buffers buffers) {

  /** Checks every value. */
  public ServerConfig {
    if (bind.isUnresolved()) {
      throw new IllegalArgumentException(
          "the address to listen on is %s (expected: an IP address or a host name that resolves)"
              .formatted(bind));
    }
    if (!serverName.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the server name has characters that no header may have (expected: printable ASCII)");
    }
    Requirements.atLeast(1, "maxConnections", maxConnections);
    Requirements.positive("applicationCloseTimeout", applicationCloseTimeout);
    Requirements.positive("drainDeadline", drainDeadline);
  }

  /** Returns a server on 127.0.0.1:8000 for 10 000 clients, with 10 s to close. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8000),
        "sluice",
        10_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        LifespanLimits.defaults(),
        HttpLimits.defaults(),
        WebSocketLimits.defaults(),
        Buffers.defaults());
  }

  /** Returns this configuration for another address. */
  public ServerConfig withBind(InetSocketAddress address) {
    return new ServerConfig(
        address,
        serverName,
        maxConnections,
        applicationCloseTimeout,
        drainDeadline,
        lifespan,
        http,
        webSocket,
        buffers);
  }

  /** Returns this configuration with another name in the {@code Server} header. */
  public ServerConfig withServerName(String name) {
    return new ServerConfig(
        bind,
        name,
        maxConnections,
        applicationCloseTimeout,
        drainDeadline,
        lifespan,
        http,
        webSocket,
        buffers);
  }

  /** Returns this configuration for another number of clients. */
  public ServerConfig withMaxConnections(int connections) {
    return new ServerConfig(
        bind,
        serverName,
        connections,
        applicationCloseTimeout,
        drainDeadline,
        lifespan,
        http,
        webSocket,
        buffers);
  }

  /** Returns this configuration with another time for applications whose client has gone. */
  public ServerConfig withApplicationCloseTimeout(Duration timeout) {
    return new ServerConfig(
        bind,
        serverName,
        maxConnections,
        timeout,
        drainDeadline,
        lifespan,
        http,
        webSocket,
        buffers);
  }

  /** Returns this configuration with another time to close. */
  public ServerConfig withDrainDeadline(Duration deadline) {
    return new ServerConfig(
        bind,
        serverName,
        maxConnections,
        applicationCloseTimeout,
        deadline,
        lifespan,
        http,
        webSocket,
        buffers);
  }

  /** Returns this configuration with other limits for the start and the end. */
  public ServerConfig withLifespan(LifespanLimits limits) {
    return new ServerConfig(
        bind,
        serverName,
        maxConnections,
        applicationCloseTimeout,
        drainDeadline,
        limits,
        http,
        webSocket,
        buffers);
  }

  /** Returns this configuration with other limits for requests. */
  public ServerConfig withHttp(HttpLimits limits) {
    return new ServerConfig(
        bind,
        serverName,
        maxConnections,
        applicationCloseTimeout,
        drainDeadline,
        lifespan,
        limits,
        webSocket,
        buffers);
  }

  /** Returns this configuration with other limits for sockets. */
  public ServerConfig withWebSocket(WebSocketLimits limits) {
    return new ServerConfig(
        bind,
        serverName,
        maxConnections,
        applicationCloseTimeout,
        drainDeadline,
        lifespan,
        http,
        limits,
        buffers);
  }

  /** Returns this configuration with other buffers. */
  public ServerConfig withBuffers(Buffers changed) {
    return new ServerConfig(
        bind,
        serverName,
        maxConnections,
        applicationCloseTimeout,
        drainDeadline,
        lifespan,
        http,
        webSocket,
        changed);
  }

  /** How often deadlines are looked at: a quarter of the shortest, from 2 to 500 ms. */
  Duration tick() {
    var shortest = drainDeadline;
    for (var duration :
        List.of(
            applicationCloseTimeout,
            http.headTimeout(),
            http.idleTimeout(),
            http.requestTimeout(),
            webSocket.handshakeTimeout(),
            webSocket.pingInterval(),
            webSocket.pongTimeout(),
            webSocket.closeTimeout())) {
      shortest = duration.compareTo(shortest) < 0 ? duration : shortest;
    }
    return Duration.ofMillis(Math.clamp(shortest.toMillis() / 4, 2, 500));
  }
}
