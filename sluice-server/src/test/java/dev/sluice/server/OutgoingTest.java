package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one turn of an application writes. */
final class OutgoingTest {

  private final List<String> seen = new ArrayList<>();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext context) {
              seen.add("flush");
              context.flush();
            }
          });
  private final Outgoing outgoing = new Outgoing(channel, Buffers.defaults());

  private static ByteBuf text(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private void readAll() {
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      seen.add(next.toString(StandardCharsets.UTF_8));
      next.release();
    }
  }

  @Test
  void isWrittenInOrderWithOneFlush() {
    outgoing.put(text("one"), 3);
    outgoing.put(text("two"), 3);
    outgoing.then(() -> seen.add("step"));
    outgoing.put(text("three"), 5);

    channel.runPendingTasks();
    readAll();

    assertThat(seen).containsExactly("step", "flush", "one", "two", "three");
  }

  @Test
  void whatStandsBehindAStepIsWrittenBeforeWhatTheStepWritesLast() {
    outgoing.then(
        () -> {
          outgoing.drain();
          var _ = channel.write(text("last"));
        });
    outgoing.put(text("one"), 3);
    outgoing.put(text("two"), 3);

    channel.runPendingTasks();
    readAll();

    assertThat(seen).containsExactly("flush", "flush", "one", "two", "last");
  }

  @Test
  void isDroppedBehindTheEnd() {
    var late = text("late");
    outgoing.put(text("in time"), 7);
    outgoing.abandon();
    outgoing.put(late, 4);

    channel.runPendingTasks();
    readAll();

    assertThat(seen).containsExactly("flush", "in time");
    assertThat(late.refCnt()).isZero();
    outgoing.awaitRoom(); // returns
  }
}
