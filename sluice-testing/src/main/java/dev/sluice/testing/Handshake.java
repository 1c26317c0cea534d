package dev.sluice.testing;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.WebSocketEvent;
import dev.sluice.WebSocketScope;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * The handshake that a client is going to make. Immutable: each step returns a new one.
 *
 * <p>Unless told otherwise: path {@code /}, scheme {@code ws}, {@code Host: testserver}, no origin,
 * no subprotocols, a client on the loopback address.
 */
public final class Handshake {

  private final Application application;
  private final ClientHead head;
  private final List<String> subprotocols;
  private final Conditions conditions;

  Handshake(
      Application application, ClientHead head, List<String> subprotocols, Conditions conditions) {
    this.application = application;
    this.head = head;
    this.subprotocols = subprotocols;
    this.conditions = conditions;
  }

  /** Returns one with a path and query, percent-encoded, such as {@code /ws/room/?token=x}. */
  public Handshake path(String target) {
    return with(head.withTarget(target));
  }

  /** Returns one with one more header field. */
  public Handshake header(String name, String value) {
    return with(head.withHeader(name, value));
  }

  /** Returns one with one more cookie; all go into one Cookie header. */
  public Handshake cookie(String name, String value) {
    return with(head.withCookie(name, value));
  }

  /** Returns one with an Origin header, as a browser sends it. */
  public Handshake origin(String origin) {
    return header("Origin", origin);
  }

  /** Returns one with another Host header. */
  public Handshake host(String host) {
    return with(head.withHost(host));
  }

  /** Returns one with another scheme: {@code ws} or {@code wss}. */
  public Handshake scheme(String scheme) {
    return with(head.withScheme(scheme));
  }

  /** Returns one for an application that is mounted below {@code rootPath}. */
  public Handshake rootPath(String rootPath) {
    return with(head.withRootPath(rootPath));
  }

  /** Returns one from another address. */
  public Handshake client(InetSocketAddress client) {
    return with(head.withClient(client));
  }

  /** Returns one that offers these subprotocols, the preferred one first. */
  public Handshake subprotocols(String... offered) {
    return new Handshake(application, head, List.of(offered), conditions);
  }

  /**
   * Returns one by somebody who is logged in: with their cookie, and, unless {@link #origin} says
   * otherwise, with the origin of this site, as a browser sends both from a page of the site.
   */
  public Handshake loginAs(Login login) {
    return with(head.withLogin(login).onOwnPage());
  }

  /** Returns one whose waits fail after another time than 30 s. */
  public Handshake patience(Duration changed) {
    return under(conditions.withPatience(changed));
  }

  /** Returns one whose application waits by a clock that the test moves. */
  public Handshake clock(VirtualClock clock) {
    return under(conditions.withClock(clock));
  }

  /** Returns one of a client that is slow to read: {@link Conditions#withSlowClient}. */
  public Handshake slowClient(int mostUnread, Duration sendTimeout) {
    return under(conditions.withSlowClient(mostUnread, sendTimeout));
  }

  /** Starts the application and asks it to accept. */
  public WebSocketCommunicator connect() {
    var scope = new WebSocketScope(subprotocols, head.toRequestHead(), Attributes.none());
    var connection = ApplicationCommunicator.start(application, scope, conditions);
    connection.send(new WebSocketEvent.Connect());
    return new WebSocketCommunicator(connection);
  }

  private Handshake under(Conditions changed) {
    return new Handshake(application, head, subprotocols, changed);
  }

  private Handshake with(ClientHead changed) {
    return new Handshake(application, changed, subprotocols, conditions);
  }
}
