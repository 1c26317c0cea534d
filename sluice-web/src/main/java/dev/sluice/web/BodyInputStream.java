package dev.sluice.web;

import dev.sluice.Bytes;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;

/** A request's body as a stream, which waits for what has not come. */
final class BodyInputStream extends InputStream {

  private final Supplier<Optional<Bytes>> pieces;
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private boolean ended;

  BodyInputStream(Supplier<Optional<Bytes>> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    return fill() ? rest.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    var count = Math.min(length, rest.remaining());
    rest.get(into, offset, count);
    return count;
  }

  private boolean fill() {
    while (!rest.hasRemaining() && !ended) {
      pieces.get().ifPresentOrElse(piece -> rest = piece.asByteBuffer(), () -> ended = true);
    }
    return rest.hasRemaining();
  }
}
