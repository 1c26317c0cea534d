package dev.sluice.server;

import dev.sluice.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** Finds a request's body in the bytes of a connection. */
interface BodyDecoder {

  /**
   * Returns what there is of it, if that is anything.
   *
   * @throws RefusedException if it is malformed, or longer than allowed
   */
  Optional<BodyPart> decode(ByteBuf in);

  static BodyDecoder of(Request request, int maxBytes) {
    if (request.bodyBytes() == Request.CHUNKED) {
      return new ChunkedBody(maxBytes);
    }
    if (request.bodyBytes() > maxBytes) {
      throw tooLong(maxBytes);
    }
    return new FixedBody(Math.toIntExact(request.bodyBytes()));
  }

  static RefusedException tooLong(int maxBytes) {
    return new RefusedException(413, "the body has more than " + maxBytes + " bytes");
  }

  /** Returns a copy of the next bytes and moves behind them. */
  static Bytes take(ByteBuf in, int size) {
    var bytes = Bytes.copyOf(in.nioBuffer(in.readerIndex(), size));
    in.skipBytes(size);
    return bytes;
  }
}
