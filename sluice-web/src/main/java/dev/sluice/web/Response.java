package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.Headers;

/**
 * A whole HTTP response.
 *
 * @param status from 200 to 599
 * @param body empty with 204 and 304
 */
public record Response(int status, Headers headers, Bytes body) {

  /** Refuses a body where HTTP has no place for one (RFC 9110, section 6.4.1). */
  public Response {
    if (hasNoBody(status) && body.size() > 0) {
      throw new IllegalArgumentException(
          "a response with status %d has a body of %d bytes (expected: none)"
              .formatted(status, body.size()));
    }
  }

  /** Returns plain text in UTF-8, with status 200. */
  public static Response text(String text) {
    return bytes("text/plain; charset=utf-8", Bytes.utf8(text));
  }

  /** Returns a page in UTF-8, with status 200. What it says is not escaped. */
  public static Response html(String page) {
    return bytes("text/html; charset=utf-8", Bytes.utf8(page));
  }

  /** Returns a value as JSON, with status 200. */
  public static Response json(Object value) {
    return bytes("application/json", Bytes.utf8(Json.standard().encode(value)));
  }

  /** Returns bytes of a content type, with status 200. */
  public static Response bytes(String contentType, Bytes body) {
    return new Response(200, Headers.of("Content-Type", contentType), body);
  }

  /** Returns a response without a body. */
  public static Response status(int status) {
    return new Response(status, Headers.none(), Bytes.empty());
  }

  /** Sends the client elsewhere with 302: a path, or a URL that the application has checked. */
  public static Response redirect(String location) {
    return redirect(302, location);
  }

  /** Sends the client elsewhere with 303: what was posted is done, and a GET shows the outcome. */
  public static Response seeOther(String location) {
    return redirect(303, location);
  }

  private static Response redirect(int status, String location) {
    if (!location.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the location is %s (expected: ASCII without spaces, percent-encoded)"
              .formatted(LogText.of(location)));
    }
    return status(status).withHeader("Location", location);
  }

  /** Returns a response with one more header field. */
  public Response withHeader(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  /** Returns a response with another status. */
  public Response withStatus(int changed) {
    return new Response(changed, headers, body);
  }

  /** Tells the length of the body, unless that has been told or the status allows none. */
  Response withLength() {
    return hasNoBody(status) || headers.first("Content-Length").isPresent()
        ? this
        : withHeader("Content-Length", String.valueOf(body.size()));
  }

  private static boolean hasNoBody(int status) {
    return status == 204 || status == 304;
  }
}
