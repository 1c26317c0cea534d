package dev.sluice.server;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes checked {@link RequestPart}s of what Netty has decoded. After a refusal nothing follows.
 */
final class RequestParts extends SimpleChannelInboundHandler<HttpObject> {

  private static final int MOST_FIELDS = 100;

  private final HttpLimits limits;
  private final List<Bytes> pieces = new ArrayList<>();
  private int bodyBytes;
  private boolean refused;

  RequestParts(HttpLimits limits) {
    this.limits = limits;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    if (refused) {
      return;
    }
    try {
      take(context, message);
    } catch (RefusedException e) {
      refused = true;
      pieces.clear();
      context.fireChannelRead(e.refusal());
    }
  }

  /** Hands on what there is of a body, in one piece however many chunks it came in. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (!pieces.isEmpty()) {
      handOn(context, false);
    }
    context.fireChannelReadComplete();
  }

  private void take(ChannelHandlerContext context, HttpObject message) {
    if (message.decoderResult().isFailure()) {
      throw refusal(message);
    }
    if (message instanceof HttpRequest request) {
      bodyBytes = 0;
      context.fireChannelRead(request(request));
    }
    if (message instanceof HttpContent content) {
      add(content);
    }
    if (message instanceof LastHttpContent) {
      handOn(context, true);
    }
  }

  /** Names no more than the kind of fault, since Netty's own text may quote the client. */
  private static RefusedException refusal(HttpObject message) {
    var inHead = message instanceof HttpRequest;
    return switch (message.decoderResult().cause()) {
      case RefusedException known -> known;
      case TooLongHttpLineException _ when inHead ->
          new RefusedException(414, "the request line is too long");
      case TooLongHttpHeaderException _ ->
          new RefusedException(431, "the header fields are too long");
      default -> RefusedException.bad("the " + (inHead ? "head" : "body") + " is malformed");
    };
  }

  private Request request(HttpRequest message) {
    if (message.headers().size() > MOST_FIELDS) {
      throw new RefusedException(431, "more than " + MOST_FIELDS + " header fields");
    }
    if (message.decoderResult() instanceof HttpMessageDecoderResult head
        && head.totalSize() > limits.maxHeadBytes()) {
      throw new RefusedException(431, "the head of the request is too long");
    }
    var request = HeadChecks.check(RequestLine.of(message), headers(message));
    if (request.bodyBytes() > limits.maxBodyBytes()) {
      throw bodyTooLong();
    }
    return request;
  }

  /** Leaves out names with an underscore, which pass for those with a dash (CVE-2015-0219). */
  private static Headers headers(HttpRequest message) {
    var fields = new ArrayList<Headers.Field>(message.headers().size());
    try {
      for (var field : message.headers()) {
        if (field.getKey().indexOf('_') < 0) {
          fields.add(new Headers.Field(field.getKey(), field.getValue()));
        }
      }
    } catch (IllegalArgumentException e) {
      throw RefusedException.bad("a header has a character that none may have");
    }
    return Headers.of(fields);
  }

  private void add(HttpContent content) {
    var size = content.content().readableBytes();
    if (size > limits.maxBodyBytes() - bodyBytes) {
      throw bodyTooLong();
    }
    bodyBytes += size;
    if (size > 0) {
      pieces.add(Bytes.copyOf(content.content().nioBuffer()));
    }
  }

  private RefusedException bodyTooLong() {
    return new RefusedException(413, "the body has more than " + limits.maxBodyBytes() + " bytes");
  }

  private void handOn(ChannelHandlerContext context, boolean last) {
    var bytes = pieces.size() == 1 ? pieces.getFirst() : Bytes.join(pieces);
    pieces.clear();
    context.fireChannelRead(new BodyPart(bytes, last));
  }
}
