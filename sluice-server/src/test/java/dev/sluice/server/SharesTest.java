package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Broadcast;
import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the members of a broadcast have in common. */
final class SharesTest {

  private static final int MEMBERS = 10_000;

  private final Frame frame = Frame.text("to all");
  private final Broadcast broadcast = new Broadcast(new ChannelEvent(frame));

  @Test
  void tenThousandMembersShareOneBufferAndOneTask() {
    var tasks = new ArrayList<Runnable>();
    var addresses = new HashSet<Long>();
    var channels = reach(MEMBERS, tasks::add);
    broadcast.close();

    assertThat(tasks).hasSize(1);
    tasks.getFirst().run();
    for (var channel : channels) {
      ByteBuf written = channel.readOutbound();
      addresses.add(written.memoryAddress());
      assertThat(written.readableBytes()).isEqualTo(2 + 6);
      written.release();
      assertThat(channel.outboundMessages()).isEmpty();
    }
    assertThat(addresses).as("buffers, all outside the heap").hasSize(1);
  }

  @Test
  void nothingIsKeptWhenTheLoopHasEnded() {
    var shared = SharedFrame.of(frame, broadcast);
    var view = shared.forOne();
    reach(
        1000,
        _ -> {
          throw new RejectedExecutionException();
        });
    broadcast.close();

    assertThat(view.refCnt()).isOne();
    view.release();
  }

  private List<EmbeddedChannel> reach(int members, Executor loop) {
    return IntStream.range(0, members).mapToObj(_ -> reachOne(loop)).toList();
  }

  private EmbeddedChannel reachOne(Executor loop) {
    var channel = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    var outgoing = new Outgoing(channel, Buffers.defaults());
    var shared = SharedFrame.of(frame, broadcast).forOne();
    outgoing.put(shared, shared.readableBytes(), LoopShare.of(loop, broadcast));
    return channel;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
  void aFrameIsWhatNettyWouldWrite(int size) {
    assertThat(ours(new Frame(true, bytes(size)))).isEqualTo(nettys(true, size));
    assertThat(ours(new Frame(false, bytes(size)))).isEqualTo(nettys(false, size));
  }

  private static byte[] ours(Frame frame) {
    try (var alone = new Broadcast(new ChannelEvent(frame))) {
      var written = SharedFrame.of(frame, alone).forOne();
      var bytes = ByteBufUtil.getBytes(written);
      written.release();
      return bytes;
    }
  }

  private static byte[] nettys(boolean text, int size) {
    var payload = Unpooled.wrappedBuffer(bytes(size).toArray());
    WebSocketFrame frame =
        text ? new TextWebSocketFrame(payload) : new BinaryWebSocketFrame(payload);
    var encoder = new EmbeddedChannel(new WebSocket13FrameEncoder(false));
    encoder.writeOutbound(frame);
    var all = Unpooled.buffer();
    for (ByteBuf part = encoder.readOutbound(); part != null; part = encoder.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    return ByteBufUtil.getBytes(all);
  }

  private static Bytes bytes(int size) {
    return Bytes.copyOf("x".repeat(size).getBytes(US_ASCII));
  }
}
