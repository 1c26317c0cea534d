package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who takes too little of what is written to it. A second passes with each look. */
final class StallTest {

  private static final int PATIENCE = 30;

  private final Reader reader = new Reader();
  private final Stall stall = new Stall(reader, Duration.ofSeconds(PATIENCE));
  private long second;

  @AfterEach
  void close() {
    var _ = reader.close();
  }

  private void write(int bytes) {
    stall.write(Unpooled.buffer(bytes).writeZero(bytes));
  }

  /** Lets the client take so many bytes, as many times as that takes it past its patience. */
  private boolean isStuckTaking(int bytesEachSecond) {
    for (var i = 0; i < 2 * PATIENCE; i++) {
      reader.take(bytesEachSecond);
      if (looksStuck()) {
        return true;
      }
    }
    return false;
  }

  private boolean looksStuck() {
    return stall.isStuck(Duration.ofSeconds(++second).toNanos());
  }

  @Test
  void whoTakesEnoughEachTimeIsNotHoweverMuchThereIs() {
    write(1 << 24);

    assertThat(isStuckTaking(2 * Stall.LEAST / PATIENCE)).isFalse();
    assertThat(stall.isWaiting()).isTrue();
    assertThat(stall.isTaking()).isTrue();
  }

  @Test
  void whoTakesNothingIs() {
    write(10);
    assertThat(looksStuck()).isFalse();

    assertThat(isStuckTaking(0)).isTrue();
    assertThat(second).isEqualTo(1 + PATIENCE);
    assertThat(stall.isTaking()).isFalse();
  }

  @Test
  void whoTakesAByteNowAndThenIs() {
    write(1 << 24);

    assertThat(isStuckTaking(1)).isTrue();
    assertThat(stall.isTaking()).isTrue();
  }

  @Test
  void whoTakesAllThatWaitedIsNotHoweverLittleThatWas() {
    for (var i = 0; i < 100; i++) {
      write(10);
      reader.take(10);
      assertThat(looksStuck()).isFalse();
    }
  }

  @Test
  void moreThatIsWrittenIsNothingThatIsTaken() {
    var looks = 0;
    for (; !looksStuck(); looks++) {
      write(2 * Stall.LEAST);
    }

    assertThat(looks).isBetween(PATIENCE, PATIENCE + 2);
  }

  @Test
  void whoHasTakenAllHasTimeAgainForWhatComesThen() {
    write(10);
    reader.take(10);
    second += 10 * PATIENCE;
    assertThat(looksStuck()).isFalse();
    write(10);

    assertThat(looksStuck()).isFalse();
    assertThat(isStuckTaking(0)).isTrue();
  }

  /** A client that takes as many bytes as it is told to. */
  private static final class Reader extends EmbeddedChannel {

    private long wanted;

    void take(int bytes) {
      wanted += bytes;
      flushOutbound();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer waiting) {
      while (wanted > 0 && waiting.current() instanceof ByteBuf bytes) {
        var some = Math.min(wanted, bytes.readableBytes());
        wanted -= some;
        waiting.removeBytes(some);
      }
    }
  }
}
