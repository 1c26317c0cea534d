package dev.sluice.server;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** A body whose length its head told. */
final class FixedBody implements BodyDecoder {

  private int left;

  FixedBody(int size) {
    this.left = size;
  }

  @Override
  public Optional<BodyPart> decode(ByteBuf in) {
    var size = Math.min(left, in.readableBytes());
    left -= size;
    return size == 0 && left > 0
        ? Optional.empty()
        : Optional.of(new BodyPart(BodyDecoder.take(in, size), left == 0));
  }
}
