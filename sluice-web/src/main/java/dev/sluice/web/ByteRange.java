package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.HttpScope;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a content that a request asks for (RFC 9110, section 14.1.2).
 *
 * @param first where it begins
 * @param count how many bytes; 0 if none of what was asked for is there
 */
record ByteRange(long first, long count) {

  private static final Pattern SINGLE =
      Pattern.compile("bytes=\\s*([0-9]{1,18})?-([0-9]{1,18})?\\s*", Pattern.CASE_INSENSITIVE);

  /**
   * Returns what a GET asks for of a content that is so long. The answer is empty if that is the
   * whole, if several parts are asked for, which a server may pass over, or if it makes no sense.
   */
  static Optional<ByteRange> of(HttpScope request, long length) {
    var fields = request.headers().all("Range").limit(2).toList();
    if (!request.method().equals("GET") || fields.size() != 1) {
      return Optional.empty();
    }
    var matcher = SINGLE.matcher(fields.getFirst());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var from = Optional.ofNullable(matcher.group(1)).map(Long::valueOf);
    var to = Optional.ofNullable(matcher.group(2)).map(Long::valueOf);
    if (from.isEmpty()) {
      return to.map(suffix -> last(suffix, length));
    }
    if (to.isPresent() && to.get() < from.get()) {
      return Optional.empty();
    }
    var end = Math.min(to.orElse(Long.MAX_VALUE - 1) + 1, length);
    return Optional.of(new ByteRange(from.get(), Math.max(0, end - from.get())));
  }

  private static ByteRange last(long suffix, long length) {
    var count = Math.min(suffix, length);
    return new ByteRange(length - count, count);
  }

  /** Returns this part of a content. */
  Bytes of(Bytes content) {
    return count == content.size()
        ? content
        : Bytes.copyOf(content.asByteBuffer().slice((int) first, (int) count));
  }
}
