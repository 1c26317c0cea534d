package dev.sluice.testing;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.Bytes;
import dev.sluice.HttpScope;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A client of one HTTP request to an application in the same process. Immutable: each step returns
 * a new one.
 *
 * <p>Unless told otherwise: {@code GET /}, scheme {@code http}, {@code Host: testserver}, no body,
 * a client on the loopback address.
 */
public final class HttpCommunicator {

  private final Application application;
  private final String method;
  private final ClientHead head;
  private final List<Bytes> pieces;
  private final Conditions conditions;

  private HttpCommunicator(
      Application application,
      String method,
      ClientHead head,
      List<Bytes> pieces,
      Conditions conditions) {
    this.application = application;
    this.method = method;
    this.head = head;
    this.pieces = pieces;
    this.conditions = conditions;
  }

  /** Returns the description of a request to {@code application}, to be completed. */
  public static HttpCommunicator to(Application application) {
    return new HttpCommunicator(
        application, "GET", ClientHead.of("http"), List.of(Bytes.empty()), Conditions.usual());
  }

  /** Returns one with another method, in upper case. */
  public HttpCommunicator method(String changed) {
    return new HttpCommunicator(application, changed, head, pieces, conditions);
  }

  /** Returns one with a path and query, percent-encoded, such as {@code /users/?name=a%20b}. */
  public HttpCommunicator path(String target) {
    return with(head.withTarget(target));
  }

  /** Returns one with one more header field. */
  public HttpCommunicator header(String name, String value) {
    return with(head.withHeader(name, value));
  }

  /** Returns one with one more cookie; all go into one Cookie header. */
  public HttpCommunicator cookie(String name, String value) {
    return with(head.withCookie(name, value));
  }

  /** Returns one with another Host header. */
  public HttpCommunicator host(String host) {
    return with(head.withHost(host));
  }

  /** Returns one with another scheme: {@code http} or {@code https}. */
  public HttpCommunicator scheme(String scheme) {
    return with(head.withScheme(scheme));
  }

  /** Returns one for an application that is mounted below {@code rootPath}. */
  public HttpCommunicator rootPath(String rootPath) {
    return with(head.withRootPath(rootPath));
  }

  /** Returns one from another address. */
  public HttpCommunicator client(InetSocketAddress client) {
    return with(head.withClient(client));
  }

  /** Returns one with a body that is text in UTF-8. */
  public HttpCommunicator body(String text) {
    return body(Bytes.utf8(text));
  }

  /** Returns one with a body; several parts arrive one by one. */
  public HttpCommunicator body(Bytes... parts) {
    var some = parts.length == 0 ? List.of(Bytes.empty()) : List.of(parts);
    return new HttpCommunicator(application, method, head, some, conditions);
  }

  /** Returns one by somebody who is logged in, with their cookie. */
  public HttpCommunicator loginAs(Login login) {
    return with(head.withLogin(login));
  }

  /** Returns one whose waits fail after another time than 30 s. */
  public HttpCommunicator patience(Duration changed) {
    return under(conditions.withPatience(changed));
  }

  /** Returns one whose application waits by a clock that the test moves. */
  public HttpCommunicator clock(VirtualClock clock) {
    return under(conditions.withClock(clock));
  }

  /** Returns one of a client that is slow to read: {@link Conditions#withSlowClient}. */
  public HttpCommunicator slowClient(int mostUnread, Duration sendTimeout) {
    return under(conditions.withSlowClient(mostUnread, sendTimeout));
  }

  /**
   * Sends the request, and returns the answer when the application has returned.
   *
   * @throws AssertionError if there is no whole answer in time; if the application fails, its
   *     failure is thrown, or is the cause if it is a checked one
   */
  public HttpAnswer exchange() {
    var stream = open();
    try {
      return stream.receiveAnswer();
    } finally {
      stream.stop();
    }
  }

  /** Sends the request with its body, and returns what comes of it, to be read piece by piece. */
  public HttpStream open() {
    var stream = start();
    pieces.stream().limit(pieces.size() - 1).forEach(stream::send);
    stream.endBody(pieces.getLast());
    return stream;
  }

  /** Sends the request with its body, but not the end of the body: more is to be sent. */
  public HttpStream openUpload() {
    var stream = start();
    pieces.stream().filter(piece -> piece.size() > 0).forEach(stream::send);
    return stream;
  }

  /** Sends the body but not its end, goes away, and waits for the application to return. */
  public void abandon() {
    var stream = openUpload();
    stream.leave();
    stream.stop();
  }

  private HttpStream start() {
    var scope = new HttpScope(method, head.toRequestHead(), Attributes.none());
    return new HttpStream(ApplicationCommunicator.start(application, scope, conditions));
  }

  private HttpCommunicator under(Conditions changed) {
    return new HttpCommunicator(application, method, head, pieces, changed);
  }

  private HttpCommunicator with(ClientHead changed) {
    return new HttpCommunicator(application, method, changed, pieces, conditions);
  }
}
