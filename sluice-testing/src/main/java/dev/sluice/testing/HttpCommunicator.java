package dev.sluice.testing;

import dev.sluice.Application;
import dev.sluice.Attributes;
import dev.sluice.Bytes;
import dev.sluice.HttpCommand;
import dev.sluice.HttpEvent;
import dev.sluice.HttpScope;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of one HTTP request to an application in the same process. Immutable: each step returns
 * a new one.
 *
 * <p>Unless told otherwise: {@code GET /}, scheme {@code http}, {@code Host: testserver}, no body,
 * a client on the loopback address.
 */
public final class HttpCommunicator {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Application application;
  private final String method;
  private final ClientHead head;
  private final List<Bytes> pieces;
  private final Duration patience;

  private HttpCommunicator(
      Application application,
      String method,
      ClientHead head,
      List<Bytes> pieces,
      Duration patience) {
    this.application = application;
    this.method = method;
    this.head = head;
    this.pieces = pieces;
    this.patience = patience;
  }

  /** Returns the description of a request to {@code application}, to be completed. */
  public static HttpCommunicator to(Application application) {
    return new HttpCommunicator(
        application, "GET", ClientHead.of("http"), List.of(Bytes.empty()), PATIENCE);
  }

  /** Returns one with another method, in upper case. */
  public HttpCommunicator method(String changed) {
    return new HttpCommunicator(application, changed, head, pieces, patience);
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
    return new HttpCommunicator(application, method, head, some, patience);
  }

  /** Returns one whose waits fail after another time than 5 s. */
  public HttpCommunicator patience(Duration changed) {
    return new HttpCommunicator(application, method, head, pieces, changed);
  }

  /**
   * Sends the request, and returns the answer when the application has returned.
   *
   * @throws AssertionError if there is no whole answer in time; if the application fails, its
   *     failure is thrown, or is the cause if it is a checked one
   */
  public HttpAnswer exchange() {
    var run = start();
    sendAllButLast(run);
    run.happen(new HttpEvent.Body(pieces.getLast(), false));
    try {
      return answer(run);
    } finally {
      run.stop();
    }
  }

  /** Sends the body but not its end, goes away, and waits for the application to return. */
  public void abandon() {
    var run = start();
    sendAllButLast(run);
    run.happen(new HttpEvent.Body(pieces.getLast(), true));
    run.leave(new HttpEvent.Disconnect());
    run.stop();
  }

  private Run start() {
    var scope = new HttpScope(method, head.toRequestHead(), Attributes.none());
    return Run.start(application, scope, new HttpLine(), patience);
  }

  private void sendAllButLast(Run run) {
    for (var piece : pieces.subList(0, pieces.size() - 1)) {
      run.happen(new HttpEvent.Body(piece, true));
    }
  }

  private static HttpAnswer answer(Run run) {
    if (!(run.next() instanceof HttpCommand.Start(int status, var headers))) {
      throw new AssertionError("a body came first (expected: a start)");
    }
    var body = new ArrayList<Bytes>();
    while (run.next() instanceof HttpCommand.Body(Bytes bytes, boolean more)) {
      body.add(bytes);
      if (!more) {
        return new HttpAnswer(status, headers, Bytes.join(body));
      }
    }
    throw new AssertionError("the response started twice (expected: once)");
  }

  private HttpCommunicator with(ClientHead changed) {
    return new HttpCommunicator(application, method, changed, pieces, patience);
  }
}
