package dev.sluice.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;

/** What is done to a connection when nobody waits for the outcome: if it fails, the client left. */
final class Wire {

  private Wire() {}

  /** Writes and flushes. */
  static void send(Channel channel, Object message) {
    var _ = channel.writeAndFlush(message);
  }

  /** Ends a connection, and drops what was not written yet. */
  static void cut(Channel channel) {
    var _ = channel.close();
  }

  /** Ends a connection as soon as everything is written. */
  static void close(Channel channel) {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /**
   * Ends a connection on which the client may still be sending. Closing it at once would reset it,
   * and the client would lose what it has not read. So only our side is closed, as soon as
   * everything is written; the rest is read and dropped until the client closes too. The caller
   * sees to that, and to deadlines; {@code onWritten} is called when our side is closed.
   */
  static void closeGently(Channel channel, Runnable onWritten) {
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            _ -> {
              if (channel instanceof DuplexChannel duplex && !duplex.isOutputShutdown()) {
                var _ = duplex.shutdownOutput();
              }
              onWritten.run();
            });
    channel.read();
  }
}
