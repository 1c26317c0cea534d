package dev.sluice.server;

import dev.sluice.Bytes;
import dev.sluice.Headers;

/** How an application ended, and what its client is told if it left that open. */
enum Outcome {
  RETURNED(500, 1000, "Internal Server Error"),
  FAILED(500, 1011, "Internal Server Error"),
  UNAVAILABLE(503, 1013, "Service Unavailable");

  private static final String SECONDS_TO_WAIT = "5";

  private final int status;
  private final int closeCode;
  private final String words;

  Outcome(int status, int closeCode, String words) {
    this.status = status;
    this.closeCode = closeCode;
    this.words = words;
  }

  /** The status of a request or a handshake that has no answer. */
  int status() {
    return status;
  }

  /** The code that an open WebSocket closes with. */
  int closeCode() {
    return closeCode;
  }

  /** What a client that was answered may want to know. */
  Headers headers() {
    var plain = ResponseHeads.plainText();
    return this == UNAVAILABLE ? plain.with("Retry-After", SECONDS_TO_WAIT) : plain;
  }

  /** The status in words, and the name of the connection in the log. */
  Bytes body(String id) {
    return Bytes.utf8(words + "\n" + id + "\n");
  }
}
