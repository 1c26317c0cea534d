package dev.sluice.consumers;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.WebSocketCommand.Close;
import dev.sluice.WebSocketCommand.Deny;

/** The same end of a stream as the answer to a handshake and as a close. */
final class Refusals {

  private static final int MOST_REASON_CHARACTERS = 40; // at most three bytes each, of 123

  private Refusals() {}

  /** Returns 500 or 503 for a failure, with the connection's id, and otherwise 403. */
  static Deny of(Close close, String id) {
    return switch (close.code()) {
      case 1011 -> failure(500, "Internal Server Error", id);
      case 1013 -> failure(503, "Service Unavailable", id);
      default -> new Deny(403, Headers.none(), Bytes.empty());
    };
  }

  private static Deny failure(int status, String words, String id) {
    var headers = Headers.of("Content-Type", "text/plain; charset=utf-8");
    return new Deny(status, headers, Bytes.utf8(words + "\n" + id + "\n"));
  }

  /** Returns 4000 and the status, with the words of a short answer. */
  static Close of(Deny denial) {
    var words = denial.body().utf8().strip();
    var fits = words.length() <= MOST_REASON_CHARACTERS;
    return new Close(4000 + denial.status(), fits ? words : "");
  }
}
