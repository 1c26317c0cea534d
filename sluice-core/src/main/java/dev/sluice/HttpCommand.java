package dev.sluice;

/** A step of an HTTP response. */
public sealed interface HttpCommand extends Command {

  /**
   * Begins the response. ASGI {@code http.response.start}.
   *
   * @param status from 200 to 599
   */
  record Start(int status, Headers headers) implements HttpCommand {
    public Start {
      Statuses.requireFinal(status);
    }
  }

  /**
   * Some of the response's body. ASGI {@code http.response.body}.
   *
   * @param more false ends the response
   */
  record Body(Bytes bytes, boolean more) implements HttpCommand {}
}
