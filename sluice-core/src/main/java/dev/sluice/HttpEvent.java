package dev.sluice;

/** What a client does during a request. */
public sealed interface HttpEvent extends Event {

  /**
   * Some of the request's body. ASGI {@code http.request}.
   *
   * @param more whether there is more of it
   */
  record Body(Bytes bytes, boolean more) implements HttpEvent {}

  /**
   * The client has gone, or the response has ended, or the server stops, in which case the response
   * may still be completed. ASGI {@code http.disconnect}.
   */
  record Disconnect() implements HttpEvent {}
}
