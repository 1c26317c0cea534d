package dev.sluice.manage;

import dev.sluice.server.Buffers;
import dev.sluice.server.HttpLimits;
import dev.sluice.server.LifespanLimits;
import dev.sluice.server.ServerConfig;
import dev.sluice.server.WebSocketLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The settings that make a {@link ServerConfig}. */
final class ServerSettings {

  private static final ServerConfig STANDARD = ServerConfig.defaults();
  private static final HttpLimits HTTP = STANDARD.http();
  private static final WebSocketLimits SOCKET = STANDARD.webSocket();
  private static final Buffers BUFFERS = STANDARD.buffers();

  static final Setting<InetSocketAddress> BIND =
      Setting.of(
          "bind",
          Kind.ofText(Address.EXPECTED, Kind.Shape.QUOTED, Address::parse),
          Address.display(STANDARD.bind()),
          "Where to listen; port 0 takes any free port.");

  private static final Setting<String> NAME =
      Setting.of(
          "server.name",
          Kinds.TEXT,
          STANDARD.serverName(),
          "What the `Server` header says; empty for no such header.");

  private static final Setting<Integer> MAX_CONNECTIONS =
      Setting.of(
          "server.max_connections",
          Kinds.count(1, Integer.MAX_VALUE),
          Integer.toString(STANDARD.maxConnections()),
          "How many clients at once; others are answered with 503.");

  private static final Setting<Duration> APPLICATION_CLOSE_TIMEOUT =
      time(
          "server.application_close_timeout",
          STANDARD.applicationCloseTimeout(),
          "How long an application may go on after its client has gone.");

  private static final Setting<Duration> DRAIN_DEADLINE =
      time(
          "server.drain_deadline",
          STANDARD.drainDeadline(),
          "How long a server that is told to stop lets applications finish.");

  private static final Setting<Duration> STARTUP_DEADLINE =
      time(
          "server.startup_deadline",
          STANDARD.lifespan().startupDeadline(),
          "How long an application may take to start; then the server does not.");

  private static final Setting<Duration> SHUTDOWN_DEADLINE =
      time(
          "server.shutdown_deadline",
          STANDARD.lifespan().shutdownDeadline(),
          "How long it may take to stop, when its last connection has ended.");

  private static final Setting<Integer> MAX_HEAD =
      size("http.max_head", 64, HTTP.maxHeadBytes(), "A longer request head is answered with 431.");

  private static final Setting<Integer> MAX_BODY =
      size("http.max_body", 0, HTTP.maxBodyBytes(), "A longer body is answered with 413.");

  private static final Setting<Duration> HEAD_TIMEOUT =
      time("http.head_timeout", HTTP.headTimeout(), "How long a client may take to send a head.");

  private static final Setting<Duration> IDLE_TIMEOUT =
      time(
          "http.idle_timeout",
          HTTP.idleTimeout(),
          "How long a connection may wait for its next request.");

  private static final Setting<Duration> REQUEST_TIMEOUT =
      time(
          "http.request_timeout",
          HTTP.requestTimeout(),
          "How long an application may take to answer a whole request, then 503; how long a client"
              + " may be silent within a body, then 408.");

  private static final Setting<Integer> MAX_FRAME =
      size("websocket.max_frame", 125, SOCKET.maxFrameBytes(), "A longer frame closes with 1009.");

  private static final Setting<Integer> MAX_MESSAGE =
      size(
          "websocket.max_message",
          1,
          SOCKET.maxMessageBytes(),
          "A longer message closes with 1009.");

  private static final Setting<Duration> HANDSHAKE_TIMEOUT =
      time(
          "websocket.handshake_timeout",
          SOCKET.handshakeTimeout(),
          "How long an application may take to accept or refuse; then 503.");

  private static final Setting<Duration> PING_INTERVAL =
      time(
          "websocket.ping_interval",
          SOCKET.pingInterval(),
          "How long a client may be silent before it is sent a ping.");

  private static final Setting<Duration> PONG_TIMEOUT =
      time(
          "websocket.pong_timeout",
          SOCKET.pongTimeout(),
          "How long it may then stay silent before it counts as vanished.");

  private static final Setting<Duration> CLOSE_TIMEOUT =
      time(
          "websocket.close_timeout",
          SOCKET.closeTimeout(),
          "How long a client may take to answer a close.");

  private static final Setting<Integer> INBOX_MESSAGES =
      number(
          "buffers.inbox_messages",
          BUFFERS.inboxMessages(),
          "How many messages may wait for the application before the server stops reading.");

  private static final Setting<Integer> INBOX =
      size("buffers.inbox", 1, BUFFERS.inboxBytes(), "The same in bytes.");

  private static final Setting<Integer> CHANNEL_EVENTS =
      number(
          "buffers.channel_events",
          BUFFERS.channelEvents(),
          "How many channel layer events may wait; more are not taken.");

  private static final Setting<Integer> OUTBOX =
      size(
          "buffers.outbox",
          1,
          BUFFERS.outboxBytes(),
          "How much may wait for a client before sending to it waits too.");

  private static final Setting<Duration> SEND_TIMEOUT =
      time(
          "buffers.send_timeout",
          BUFFERS.sendTimeout(),
          "How long a client may take for 32 KiB of what waits for it, or for all if that is less,"
              + " before it counts as too slow.");

  /** All but {@link #BIND}. */
  static final List<Setting<?>> ALL =
      List.of(
          NAME,
          MAX_CONNECTIONS,
          APPLICATION_CLOSE_TIMEOUT,
          DRAIN_DEADLINE,
          STARTUP_DEADLINE,
          SHUTDOWN_DEADLINE,
          MAX_HEAD,
          MAX_BODY,
          HEAD_TIMEOUT,
          IDLE_TIMEOUT,
          REQUEST_TIMEOUT,
          MAX_FRAME,
          MAX_MESSAGE,
          HANDSHAKE_TIMEOUT,
          PING_INTERVAL,
          PONG_TIMEOUT,
          CLOSE_TIMEOUT,
          INBOX_MESSAGES,
          INBOX,
          CHANNEL_EVENTS,
          OUTBOX,
          SEND_TIMEOUT);

  private ServerSettings() {}

  static ServerConfig read(Values values) {
    return new ServerConfig(
        values.get(BIND),
        values.get(NAME),
        values.get(MAX_CONNECTIONS),
        values.get(APPLICATION_CLOSE_TIMEOUT),
        values.get(DRAIN_DEADLINE),
        new LifespanLimits(values.get(STARTUP_DEADLINE), values.get(SHUTDOWN_DEADLINE)),
        new HttpLimits(
            values.get(MAX_HEAD),
            values.get(MAX_BODY),
            values.get(HEAD_TIMEOUT),
            values.get(IDLE_TIMEOUT),
            values.get(REQUEST_TIMEOUT)),
        new WebSocketLimits(
            values.get(MAX_FRAME),
            values.get(MAX_MESSAGE),
            values.get(HANDSHAKE_TIMEOUT),
            values.get(PING_INTERVAL),
            values.get(PONG_TIMEOUT),
            values.get(CLOSE_TIMEOUT)),
        new Buffers(
            values.get(INBOX_MESSAGES),
            values.get(INBOX),
            values.get(CHANNEL_EVENTS),
            values.get(OUTBOX),
            values.get(SEND_TIMEOUT)));
  }

  private static Setting<Integer> size(String key, int least, int standard, String meaning) {
    return Setting.of(key, Kinds.size(least), Kinds.sizeText(standard), meaning);
  }

  private static Setting<Integer> number(String key, int standard, String meaning) {
    return Setting.of(key, Kinds.count(1, Integer.MAX_VALUE), Integer.toString(standard), meaning);
  }

  private static Setting<Duration> time(String key, Duration standard, String meaning) {
    return Setting.of(key, Kinds.DURATION, Kinds.durationText(standard), meaning);
  }
}
