package dev.sluice.web;

import dev.sluice.Attributes;
import dev.sluice.Headers;
import dev.sluice.HttpScope;
import dev.sluice.Query;
import dev.sluice.RequestHead;
import dev.sluice.WebSocketScope;
import java.net.InetSocketAddress;
import java.util.List;

/** Scopes as a server would make them. */
final class Scopes {

  private Scopes() {}

  static HttpScope http(String method, String scheme, String path, Headers headers) {
    return new HttpScope(method, head(scheme, path, headers), Attributes.none());
  }

  static HttpScope get(Headers headers) {
    return http("GET", "http", "/", headers);
  }

  static WebSocketScope webSocket(Headers headers) {
    return webSocket("ws", headers);
  }

  static WebSocketScope webSocket(String scheme, Headers headers) {
    return new WebSocketScope(List.of(), head(scheme, "/", headers), Attributes.none());
  }

  static Headers headers(String name, List<String> values) {
    var headers = Headers.none();
    for (var value : values) {
      headers = headers.with(name, value);
    }
    return headers;
  }

  private static RequestHead head(String scheme, String path, Headers headers) {
    var client = InetSocketAddress.createUnresolved("192.0.2.1", 50000);
    return new RequestHead("c1", "1.1", scheme, path, Query.none(), "", headers, client);
  }
}
