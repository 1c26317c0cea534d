package dev.sluice.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Writes large buffers in pieces. Netty keeps a buffer until its last byte is out; of pieces it
 * keeps no more than the client has yet to read, and takes more before all of them are out.
 */
@ChannelHandler.Sharable
final class Pieces extends ChannelOutboundHandlerAdapter {

  static final int LARGEST = 64 * 1024;

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf bytes) {
      while (bytes.readableBytes() > LARGEST) {
        var _ = context.write(bytes.readRetainedSlice(LARGEST));
      }
    }
    var _ = context.write(message, promise);
  }
}
