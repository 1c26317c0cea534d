package dev.sluice.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Headers;
import dev.sluice.Query;
import dev.sluice.RequestHead;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a client is going to say first.
 *
 * @param target path and query, percent-encoded
 * @param cookies each as {@code name=value}
 * @param ownPage whether the client is a page of the same site, and says so if nothing else is said
 */
record ClientHead(
    String scheme,
    String target,
    Headers headers,
    List<String> cookies,
    String rootPath,
    InetSocketAddress client,
    boolean ownPage) {

  static ClientHead of(String scheme) {
    var client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 54321);
    return new ClientHead(scheme, "/", Headers.none(), List.of(), "", client, false);
  }

  ClientHead withScheme(String changed) {
    return new ClientHead(changed, target, headers, cookies, rootPath, client, ownPage);
  }

  ClientHead withTarget(String changed) {
    if (!changed.startsWith("/")) {
      throw new IllegalArgumentException(
          "the path is '%s' (expected: a slash first)".formatted(changed));
    }
    return new ClientHead(scheme, changed, headers, cookies, rootPath, client, ownPage);
  }

  ClientHead withHeaders(Headers changed) {
    return new ClientHead(scheme, target, changed, cookies, rootPath, client, ownPage);
  }

  ClientHead withHeader(String name, String value) {
    return withHeaders(headers.with(name, value));
  }

  ClientHead withHost(String host) {
    return withHeaders(headers.without("Host").with("Host", host));
  }

  ClientHead withCookie(String name, String value) {
    var more = Stream.concat(cookies.stream(), Stream.of(name + "=" + value)).toList();
    return new ClientHead(scheme, target, headers, more, rootPath, client, ownPage);
  }

  ClientHead withLogin(Login login) {
    return withCookie(login.cookieName(), login.cookieValue());
  }

  ClientHead onOwnPage() {
    return new ClientHead(scheme, target, headers, cookies, rootPath, client, true);
  }

  ClientHead withRootPath(String changed) {
    return new ClientHead(scheme, target, headers, cookies, changed, client, ownPage);
  }

  ClientHead withClient(InetSocketAddress changed) {
    return new ClientHead(scheme, target, headers, cookies, rootPath, changed, ownPage);
  }

  RequestHead toRequestHead() {
    var mark = target.indexOf('?');
    var path = mark < 0 ? target : target.substring(0, mark);
    var query = mark < 0 ? "" : target.substring(mark + 1);
    return new RequestHead(
        UUID.randomUUID().toString(),
        "1.1",
        scheme,
        URLDecoder.decode(path.replace("+", "%2B"), UTF_8),
        new Query(new String(query.getBytes(UTF_8), ISO_8859_1)),
        rootPath,
        allHeaders(),
        client);
  }

  private Headers allHeaders() {
    var all = headers.first("Host").isPresent() ? headers : headers.with("Host", "testserver");
    if (ownPage && all.first("Origin").isEmpty()) {
      all = all.with("Origin", ownOrigin(all.first("Host").orElseThrow()));
    }
    return cookies.isEmpty() ? all : all.with("Cookie", String.join("; ", cookies));
  }

  private String ownOrigin(String host) {
    return (scheme.equals("wss") || scheme.equals("https") ? "https://" : "http://") + host;
  }
}
