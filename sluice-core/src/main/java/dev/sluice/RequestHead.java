package dev.sluice;

import java.net.InetSocketAddress;

/**
 * Everything in an HTTP request before its body, except the method.
 *
 * @param id the connection's name in logs
 * @param httpVersion such as {@code 1.1}
 * @param scheme {@code http} or {@code https}, {@code ws} or {@code wss}
 * @param path percent-decoded as UTF-8; begins with a slash
 * @param query the part after the question mark
 * @param rootPath where the application is mounted, or empty
 * @param headers in the order they came
 * @param client who connected
 */
public record RequestHead(
    String id,
    String httpVersion,
    String scheme,
    String path,
    Query query,
    String rootPath,
    Headers headers,
    InetSocketAddress client) {

  /** Returns a head with another query, such as one without a token. */
  public RequestHead withQuery(Query changed) {
    return new RequestHead(id, httpVersion, scheme, path, changed, rootPath, headers, client);
  }

  /** Leaves out the query and the headers' values, which may be secrets. */
  @Override
  public String toString() {
    return "RequestHead[%s %s %s from %s]".formatted(id, scheme, path, client);
  }
}
