package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What is large goes in pieces, and is given back as a whole. */
final class PiecesTest {

  @Test
  void aLargeBufferIsWrittenInPieces() {
    var channel = new EmbeddedChannel(new Pieces());
    var large = Unpooled.buffer().writeBytes(new byte[200_000]);
    var sizes = new ArrayList<Integer>();

    assertThat(channel.writeOutbound(large, Unpooled.EMPTY_BUFFER)).isTrue();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      sizes.add(next.readableBytes());
      next.release();
    }

    assertThat(sizes).containsExactly(65_536, 65_536, 65_536, 3_392, 0);
    assertThat(large.refCnt()).isZero();
  }
}
