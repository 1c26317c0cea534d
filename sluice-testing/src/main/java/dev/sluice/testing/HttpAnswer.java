package dev.sluice.testing;

import dev.sluice.Bytes;
import dev.sluice.Headers;

/** A whole HTTP response, as a client sees it. */
public record HttpAnswer(int status, Headers headers, Bytes body) {

  /** The body read as UTF-8. */
  public String text() {
    return body.utf8();
  }
}
