package dev.sluice.web;

/** Decides what becomes of a message that cannot be read. */
@FunctionalInterface
public interface BadInput {

  /**
   * Answers the message, closes the socket (1003 for a kind of data, 1007 for broken data, 1008 for
   * anything else), throws, or does nothing; the loop goes on while the socket is open.
   */
  void handle(WebSocket socket, BadMessageException problem);

  /**
   * Answers with one message, {@code {"error": {"code": ..., "message": ..., "path": ...}}}, and
   * leaves the socket open; codes are those of {@link BadMessageException.Code#text}.
   */
  static BadInput answer() {
    return (socket, problem) -> socket.sendJson(ErrorMessage.of(problem));
  }

  /** Passes over the message. */
  static BadInput ignore() {
    return (_, _) -> {};
  }

  /** Closes the socket with the code that fits the problem, which is named in the reason. */
  static BadInput close() {
    return (socket, problem) -> close(problem.code().closeCode()).handle(socket, problem);
  }

  /**
   * Closes the socket with a code, as in {@link WebSocket#close(int)}; the reason names the
   * problem.
   */
  static BadInput close(int code) {
    return (socket, problem) -> socket.close(code, problem.code().text());
  }

  /** Returns a decision that is {@code other} for one kind of problem, and this for all others. */
  default BadInput on(BadMessageException.Code code, BadInput other) {
    return (socket, problem) -> (problem.code() == code ? other : this).handle(socket, problem);
  }
}
