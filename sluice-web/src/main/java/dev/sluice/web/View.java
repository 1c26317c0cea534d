package dev.sluice.web;

import dev.sluice.Application;

/** Answers one whole HTTP request with one whole response. */
@FunctionalInterface
public interface View {

  /**
   * Returns the answer. Called with requests of every method; see {@link MethodView}.
   *
   * @throws dev.sluice.DenyException to refuse the request with a status
   */
  Response respond(Request request) throws Exception;

  /**
   * Returns a view as an application. It tells the length of the body, and leaves the body out
   * where HEAD asks for the header fields only. A WebSocket's handshake with it is refused with
   * 404.
   */
  static Application application(View view) {
    return Exchange.application(
        exchange -> {
          var request = new Request(exchange.scope(), exchange.body());
          exchange.respond(view.respond(request));
        });
  }
}
