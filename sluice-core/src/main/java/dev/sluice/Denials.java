package dev.sluice;

/** Answers clients whose application threw a {@link DenyException}. */
public final class Denials {

  private static final int MOST_REASON_CHARACTERS = 40;

  private Denials() {}

  /**
   * Returns the middleware that a server, or a test's communicator, puts around everything. Where
   * HTTP has no part, or its response has begun, a denial goes on to the server, who knows how to
   * say no, and what is on its way already.
   */
  public static Middleware answer() {
    return inner ->
        (scope, inbox, outbox) -> {
          var progress = new Progress(outbox);
          try {
            inner.serve(scope, inbox, progress);
          } catch (DenyException denied) {
            answer(scope, progress, denied);
          }
        };
  }

  private static void answer(Scope scope, Progress progress, DenyException denied) {
    switch (scope) {
      case HttpScope _ when progress.begun -> throw denied;
      case HttpScope _ -> {
        progress.send(start(denied));
        progress.send(new HttpCommand.Body(body(denied), false));
      }
      case WebSocketScope _ when progress.ended -> {}
      case WebSocketScope _ when progress.begun ->
          progress.send(new WebSocketCommand.Close(denied.closeCode(), closeReason(denied)));
      case WebSocketScope _ ->
          progress.send(new WebSocketCommand.Deny(denied.status(), headers(denied), body(denied)));
      case ChannelScope _, LifespanScope _, ExtensionScope _ -> throw denied;
    }
  }

  /** Returns the beginning of the response to a request that was denied. */
  public static HttpCommand.Start start(DenyException denied) {
    return new HttpCommand.Start(denied.status(), headers(denied));
  }

  private static Headers headers(DenyException denied) {
    return denied.headers().first("Content-Type").isPresent()
        ? denied.headers()
        : denied.headers().with("Content-Type", "text/plain; charset=utf-8");
  }

  /** Returns the body of the response: the reason. */
  public static Bytes body(DenyException denied) {
    return Bytes.utf8(denied.reason() + "\n");
  }

  /** At most 123 bytes of UTF-8, since a character has three at the most for each char. */
  private static String closeReason(DenyException denied) {
    var reason = denied.reason();
    return reason.length() <= MOST_REASON_CHARACTERS
        ? reason
        : reason.substring(0, MOST_REASON_CHARACTERS);
  }

  /** Remembers how far an application got with its answer. */
  private static final class Progress implements Outbox {

    private final Outbox outbox;
    private boolean begun;
    private boolean ended;

    Progress(Outbox outbox) {
      this.outbox = outbox;
    }

    @Override
    public void send(Command command) {
      outbox.send(command);
      begun = true;
      ended = ended || command instanceof WebSocketCommand.Close || isDenial(command);
    }

    private static boolean isDenial(Command command) {
      return command instanceof WebSocketCommand.Deny;
    }
  }
}
