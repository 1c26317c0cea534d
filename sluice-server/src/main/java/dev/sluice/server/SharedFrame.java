package dev.sluice.server;

import dev.sluice.Broadcast;
import dev.sluice.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A frame of a broadcast as it goes over the wire, encoded once for all who get it. A server's
 * frames are not masked, so they are the same for everybody (RFC 6455, section 5.2).
 */
final class SharedFrame implements Broadcast.Share {

  private static final int LONGEST_HEADER = 10;
  private static final int FINAL_TEXT = 0x81;
  private static final int FINAL_BINARY = 0x82;

  private final ByteBuf encoded;

  private SharedFrame(ByteBuf encoded) {
    this.encoded = encoded;
  }

  /** Returns what the broadcast of {@code frame} shares. */
  static SharedFrame of(Frame frame, Broadcast broadcast) {
    return broadcast.share(frame, SharedFrame.class, () -> new SharedFrame(encode(frame)));
  }

  /** Outside the heap, so that the event loops hand it to the system without a copy. */
  private static ByteBuf encode(Frame frame) {
    var size = frame.payload().size();
    var buffer = Unpooled.directBuffer(LONGEST_HEADER + size);
    buffer.writeByte(frame.text() ? FINAL_TEXT : FINAL_BINARY);
    if (size < 126) {
      buffer.writeByte(size);
    } else if (size < 1 << 16) {
      buffer.writeByte(126).writeShort(size);
    } else {
      buffer.writeByte(127).writeLong(size);
    }
    return buffer.writeBytes(frame.payload().asByteBuffer());
  }

  /** Returns the same bytes for one more connection, which releases them. */
  ByteBuf forOne() {
    return encoded.retainedDuplicate();
  }

  @Override
  public void end() {
    encoded.release();
  }
}
