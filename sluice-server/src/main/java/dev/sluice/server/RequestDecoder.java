package dev.sluice.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Turns the bytes of a connection into {@link RequestPart}s. It stops after each request until it
 * is told to go on, so that pipelined requests wait as bytes, and so that what follows an upgrade
 * is left for the next decoder.
 */
final class RequestDecoder extends ByteToMessageDecoder {

  private final HttpLimits limits;
  private final HeadReader head;
  private BodyDecoder body = new FixedBody(0);
  private State state = State.HEAD;

  RequestDecoder(HttpLimits limits) {
    this.limits = limits;
    this.head = new HeadReader(limits.maxHeadBytes());
  }

  /** Whether some of a head, and not all of it, has come. */
  boolean hasBegunHead() {
    return state == State.HEAD && head.hasBegun();
  }

  /** Whether bytes wait that belong to no request yet. */
  boolean hasBytes() {
    return actualReadableBytes() > 0;
  }

  /** Goes on with the next request, in a task of its own. */
  void resume(Channel channel) {
    state = State.HEAD;
    if (hasBytes()) {
      channel.eventLoop().execute(() -> decodeWaiting(channel));
    }
  }

  /** Reads past everything that is still to come. */
  void discard() {
    state = State.REFUSED;
  }

  private void decodeWaiting(Channel channel) {
    var context = channel.pipeline().context(this);
    if (context == null) {
      return;
    }
    try {
      channelRead(context, Unpooled.EMPTY_BUFFER);
      channelReadComplete(context);
    } catch (Exception e) {
      context.fireExceptionCaught(e);
    }
  }

  /** Leaves it to the next handler whether more is read; the inherited one always reads. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    discardSomeReadBytes();
    context.fireChannelReadComplete();
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    try {
      switch (state) {
        case HEAD -> decodeHead(in, out);
        case BODY -> decodeBody(in, out);
        case WAITING -> {}
        case REFUSED -> in.skipBytes(in.readableBytes());
      }
    } catch (RefusedException e) {
      state = State.REFUSED;
      in.skipBytes(in.readableBytes());
      out.add(e.refusal());
    }
  }

  private void decodeHead(ByteBuf in, List<Object> out) {
    var request = head.read(in);
    if (request.isEmpty()) {
      return;
    }
    body = BodyDecoder.of(request.get(), limits.maxBodyBytes());
    out.add(request.get());
    state = State.BODY;
    if (request.get().bodyBytes() == 0) {
      decodeBody(in, out);
    }
  }

  private void decodeBody(ByteBuf in, List<Object> out) {
    var part = body.decode(in);
    if (part.isEmpty()) {
      return;
    }
    out.add(part.get());
    state = part.get().last() ? State.WAITING : State.BODY;
  }

  private enum State {
    HEAD,
    BODY,
    WAITING,
    REFUSED
  }
}
