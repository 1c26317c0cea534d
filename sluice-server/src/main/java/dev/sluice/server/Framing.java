package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** How a client learns where a response's body ends. */
sealed interface Framing {

  /** There is none, whatever the application sends. */
  record None() implements Framing {}

  /** The head tells. */
  record Length(long bytes) implements Framing {}

  /** It comes in chunks (RFC 9112, section 7.1). */
  record Chunks() implements Framing {}

  /** The connection closes. */
  record UntilClose() implements Framing {}

  /** Returns a part of the body as it goes out. */
  default ByteBuf encode(Bytes part, boolean last) {
    return switch (this) {
      case None _ -> Unpooled.EMPTY_BUFFER;
      case Length _, UntilClose _ -> Unpooled.wrappedBuffer(part.asByteBuffer());
      case Chunks _ -> chunk(part, last);
    };
  }

  private static ByteBuf chunk(Bytes part, boolean last) {
    var data =
        part.size() == 0
            ? Unpooled.EMPTY_BUFFER
            : Unpooled.wrappedBuffer(
                ascii(Integer.toHexString(part.size()) + "\r\n"),
                Unpooled.wrappedBuffer(part.asByteBuffer()),
                ascii("\r\n"));
    return last ? Unpooled.wrappedBuffer(data, ascii("0\r\n\r\n")) : data;
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(US_ASCII));
  }
}
