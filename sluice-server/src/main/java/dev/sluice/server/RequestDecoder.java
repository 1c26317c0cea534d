package dev.sluice.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder, at its strictest. It stops after each request until it is told to go on, so that
 * pipelined requests wait as bytes, and so that what follows an upgrade is left for the next
 * decoder. What Netty would take, although others could read it differently, is refused: here if
 * only the bytes show it, otherwise by {@link HeadChecks}.
 */
final class RequestDecoder extends HttpRequestDecoder {

  private static final int LARGEST_PIECE = 64 * 1024;

  private State state = State.HEAD;
  private boolean begun;
  private byte previous = '\n';

  RequestDecoder(int maxHeadBytes) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(maxHeadBytes)
            .setMaxHeaderSize(maxHeadBytes)
            .setMaxChunkSize(LARGEST_PIECE)
            .setValidateHeaders(true)
            .setStrictLineParsing(true)
            .setAllowDuplicateContentLengths(false)
            .setUseRfc9112TransferEncoding(true));
  }

  /** Whether some of a head, and not all of it, has come. */
  boolean hasBegunHead() {
    return state == State.HEAD && begun;
  }

  /** Whether bytes wait that belong to no request yet. */
  boolean hasBytes() {
    return actualReadableBytes() > 0;
  }

  /** Goes on with the next request, in a task of its own. */
  void resume(Channel channel) {
    state = State.HEAD;
    begun = false;
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
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    switch (state) {
      case HEAD -> decodeHead(context, in, out);
      case BODY -> super.decode(context, in, out);
      case WAITING -> {}
      case REFUSED -> in.skipBytes(in.readableBytes());
    }
    if (!out.isEmpty()) {
      state = out.getLast() instanceof LastHttpContent ? State.WAITING : State.BODY;
    }
  }

  /** Makes nothing of a request that the client did not finish before it left. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {}

  private void decodeHead(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    begun = true;
    var start = in.readerIndex();
    super.decode(context, in, out);
    var failed = !out.isEmpty() && ((HttpObject) out.getFirst()).decoderResult().isFailure();
    if (!failed && in.forEachByte(start, in.readerIndex() - start, this::isNoFold) >= 0) {
      var refused = createInvalidMessage();
      refused.setDecoderResult(
          DecoderResult.failure(RefusedException.bad("a header field goes on in a second line")));
      out.clear();
      out.add(refused);
    }
  }

  /** Whether a byte is no blank at the beginning of a line (RFC 9112, section 5.2). */
  private boolean isNoFold(byte next) {
    var fold = previous == '\n' && (next == ' ' || next == '\t');
    previous = next;
    return !fold;
  }

  @Override
  protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
    requireOneSpace(line, start);
    return super.splitSecondWordInitialLine(line, start, length);
  }

  @Override
  protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
    requireOneSpace(line, start);
    return super.splitThirdWordInitialLine(line, start, length);
  }

  /** Takes nothing but one space between two words (RFC 9112, section 3). */
  private static void requireOneSpace(byte[] line, int start) {
    if (start < 2 || line[start - 1] != ' ' || (line[start - 2] & 0xff) <= ' ') {
      throw RefusedException.bad("the request line is not a method, a target and a version");
    }
  }

  private enum State {
    HEAD,
    BODY,
    WAITING,
    REFUSED
  }
}
