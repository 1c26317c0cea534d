package dev.sluice.server;

import dev.sluice.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A body in chunks (RFC 9112, section 7.1). Extensions and trailers are read past. */
final class ChunkedBody implements BodyDecoder {

  private static final int LONGEST_LINE = 256;
  private static final int LONGEST_TRAILERS = 4096;

  private final int maxBytes;
  private final LineReader sizes = new LineReader(LONGEST_LINE);
  private final LineReader trailers = new LineReader(LONGEST_TRAILERS);
  private State state = State.SIZE;
  private int left;
  private int total;

  ChunkedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public Optional<BodyPart> decode(ByteBuf in) {
    var pieces = new ArrayList<Bytes>();
    boolean more;
    do {
      more = step(in, pieces);
    } while (more);
    return pieces.isEmpty() && state != State.END
        ? Optional.empty()
        : Optional.of(new BodyPart(Bytes.join(pieces), state == State.END));
  }

  /** Reads on; false if it needs more bytes, or no more. */
  private boolean step(ByteBuf in, List<Bytes> pieces) {
    return switch (state) {
      case SIZE -> sizes.next(in, 400).map(this::begin).orElse(false);
      case DATA -> data(in, pieces);
      case DATA_END -> sizes.next(in, 400).map(this::finish).orElse(false);
      case TRAILERS -> trailers.next(in, 431).map(this::trailer).orElse(false);
      case END -> false;
    };
  }

  private boolean begin(String line) {
    sizes.reset();
    left = size(line);
    if (left > maxBytes - total) {
      throw BodyDecoder.tooLong(maxBytes);
    }
    total += left;
    state = left == 0 ? State.TRAILERS : State.DATA;
    return true;
  }

  private boolean data(ByteBuf in, List<Bytes> pieces) {
    var size = Math.min(left, in.readableBytes());
    if (size == 0) {
      return false;
    }
    pieces.add(BodyDecoder.take(in, size));
    left -= size;
    state = left == 0 ? State.DATA_END : State.DATA;
    return true;
  }

  private boolean finish(String line) {
    if (!line.isEmpty()) {
      throw RefusedException.bad("a chunk is longer than it says");
    }
    sizes.reset();
    state = State.SIZE;
    return true;
  }

  private boolean trailer(String line) {
    state = line.isEmpty() ? State.END : State.TRAILERS;
    return true;
  }

  private static int size(String line) {
    var semicolon = line.indexOf(';');
    var digits = (semicolon < 0 ? line : line.substring(0, semicolon)).stripTrailing();
    if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
      throw RefusedException.bad("the size of a chunk is not a hexadecimal number");
    }
    return Math.clamp(Long.parseLong(digits, 16), 0, Integer.MAX_VALUE);
  }

  private enum State {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS,
    END
  }
}
