package dev.sluice.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Takes lines that end in CR LF from bytes that arrive in pieces, up to a number of bytes. */
final class LineReader {

  private final int limit;
  private int taken;
  private int scanned;

  LineReader(int limit) {
    this.limit = limit;
  }

  /** Starts to count again. */
  void reset() {
    taken = 0;
    scanned = 0;
  }

  /** Whether anything has been read or looked at since the last reset. */
  boolean hasBegun() {
    return taken + scanned > 0;
  }

  /**
   * Returns the next line, one character for each byte, if it is all there.
   *
   * @throws RefusedException with {@code tooLong} if there are too many bytes, or with 400 if a
   *     line ends in a bare LF
   */
  Optional<String> next(ByteBuf in, int tooLong) {
    var start = in.readerIndex();
    var end = in.indexOf(start + scanned, in.writerIndex(), (byte) '\n');
    scanned = end < 0 ? in.readableBytes() : end + 1 - start;
    if (taken + scanned > limit) {
      throw new RefusedException(tooLong, "the head of the request is too long");
    }
    if (end < 0) {
      return Optional.empty();
    }
    if (end == start || in.getByte(end - 1) != '\r') {
      throw RefusedException.bad("a line ends in LF without CR");
    }
    var line = in.toString(start, end - 1 - start, ISO_8859_1);
    in.readerIndex(end + 1);
    taken += scanned;
    scanned = 0;
    return Optional.of(line);
  }
}
