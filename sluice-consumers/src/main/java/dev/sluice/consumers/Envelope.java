package dev.sluice.consumers;

import dev.sluice.web.Json;
import dev.sluice.web.JsonText;

/**
 * A message on a socket with several streams.
 *
 * @param stream who it is for, or from
 * @param payload what that is told, or tells
 */
record Envelope(String stream, JsonText payload) {

  static String of(String stream, JsonText payload) {
    return Json.standard().encode(new Envelope(stream, payload));
  }

  static String closed(String stream, int code, String reason) {
    return Json.standard().encode(new Closed(stream, new Ended(code, reason)));
  }

  static Envelope read(String text) {
    return Json.standard().decode(text, Envelope.class);
  }

  private record Closed(String stream, Ended closed) {}

  private record Ended(int code, String reason) {}
}
