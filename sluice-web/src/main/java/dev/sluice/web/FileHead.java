package dev.sluice.web;

import dev.sluice.Headers;
import dev.sluice.HttpScope;

/**
 * How a request for a file is answered, and with which part of it.
 *
 * @param part what is sent of the file; nothing unless the status is 200 or 206
 */
record FileHead(int status, Headers headers, ByteRange part) {

  private static final ByteRange NOTHING = new ByteRange(0, 0);

  static FileHead of(
      HttpScope request,
      Validators validators,
      long length,
      String contentType,
      String cacheControl) {
    var common =
        validators
            .addTo(Headers.none())
            .with("Cache-Control", cacheControl)
            .with("X-Content-Type-Options", "nosniff");
    return switch (validators.check(request)) {
      case NOT_MODIFIED -> new FileHead(304, common, NOTHING);
      case FAILED -> new FileHead(412, Headers.of("Content-Length", "0"), NOTHING);
      case PROCEED -> {
        var typed = common.with("Content-Type", contentType).with("Accept-Ranges", "bytes");
        yield whole(typed, length).part(request, validators, length);
      }
    };
  }

  private static FileHead whole(Headers typed, long length) {
    return new FileHead(
        200, typed.with("Content-Length", Long.toString(length)), new ByteRange(0, length));
  }

  private FileHead part(HttpScope request, Validators validators, long length) {
    var range = ByteRange.of(request, length).filter(_ -> validators.allowRange(request.headers()));
    if (range.isEmpty()) {
      return this;
    }
    var part = range.get();
    if (part.count() == 0) {
      return new FileHead(
          416,
          Headers.of("Content-Range", "bytes */" + length).with("Content-Length", "0"),
          NOTHING);
    }
    var told = "bytes %d-%d/%d".formatted(part.first(), part.first() + part.count() - 1, length);
    return new FileHead(
        206,
        headers
            .without("Content-Length")
            .with("Content-Length", Long.toString(part.count()))
            .with("Content-Range", told),
        part);
  }
}
