package dev.sluice.server;

import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import java.util.OptionalLong;

/**
 * How a response's end will be told to its client (RFC 9112, section 6).
 *
 * @param keepsAlive whether another request may follow
 */
record ResponsePlan(int status, Headers headers, Framing framing, boolean keepsAlive) {

  /**
   * Decides when the first part of the body is known.
   *
   * @param mayKeepAlive whether the server would take another request
   * @throws IllegalStateException if the application's headers make no sense
   */
  static ResponsePlan of(
      Request request, HttpCommand.Start start, HttpCommand.Body first, boolean mayKeepAlive) {
    var framing = framing(request, start, first);
    var keepsAlive =
        mayKeepAlive
            && request.keepsAlive()
            && !(framing instanceof Framing.UntilClose)
            && !Tokens.of(start.headers(), "Connection").contains("close");
    var headers = withLength(withoutFraming(start.headers()), request, start, framing, first);
    return new ResponsePlan(
        start.status(), withConnection(headers, request, keepsAlive), framing, keepsAlive);
  }

  /** Returns the length that the application's headers tell, if they do. */
  static OptionalLong length(HttpCommand.Start start) {
    var values = start.headers().all("Content-Length").toList();
    if (values.isEmpty()) {
      return OptionalLong.empty();
    }
    if (values.size() > 1 || !values.getFirst().matches("[0-9]{1,18}")) {
      throw new IllegalStateException(
          "the Content-Length of the response is %s (expected: one number)"
              .formatted(String.join(" and ", values)));
    }
    return OptionalLong.of(Long.parseLong(values.getFirst()));
  }

  private static Framing framing(Request request, HttpCommand.Start start, HttpCommand.Body first) {
    if (request.isHead() || start.status() == 204 || start.status() == 304) {
      return new Framing.None();
    }
    var length = length(start);
    if (length.isPresent()) {
      return new Framing.Length(length.getAsLong());
    }
    if (!first.more()) {
      return new Framing.Length(first.bytes().size());
    }
    return request.isModern() ? new Framing.Chunks() : new Framing.UntilClose();
  }

  private static Headers withoutFraming(Headers headers) {
    return headers
        .without("Connection")
        .without("Keep-Alive")
        .without("Transfer-Encoding")
        .without("Content-Length");
  }

  /** A HEAD without a body gets no length, since nobody knows that of the GET. */
  private static Headers withLength(
      Headers headers,
      Request request,
      HttpCommand.Start start,
      Framing framing,
      HttpCommand.Body first) {
    var told = length(start);
    return switch (framing) {
      case Framing.Length length -> headers.with("Content-Length", Long.toString(length.bytes()));
      case Framing.Chunks _ -> headers.with("Transfer-Encoding", "chunked");
      case Framing.UntilClose _ -> headers;
      case Framing.None _ when start.status() == 204 -> headers;
      case Framing.None _ when told.isPresent() ->
          headers.with("Content-Length", Long.toString(told.getAsLong()));
      case Framing.None _ when request.isHead() && !first.more() && first.bytes().size() > 0 ->
          headers.with("Content-Length", Integer.toString(first.bytes().size()));
      case Framing.None _ -> headers;
    };
  }

  private static Headers withConnection(Headers headers, Request request, boolean keepsAlive) {
    if (!keepsAlive) {
      return headers.with("Connection", "close");
    }
    return request.isModern() ? headers : headers.with("Connection", "keep-alive");
  }
}
