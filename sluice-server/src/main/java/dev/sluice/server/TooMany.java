package dev.sluice.server;

import dev.sluice.Headers;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** Turns a client away, because there are too many, without looking at what it wants. */
final class TooMany extends ChannelInboundHandlerAdapter {

  private static final int LINGER_SECONDS = 1;

  private final Site site;

  TooMany(Site site) {
    this.site = site;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var refusal =
        new Refusal(503, "the server has too many clients", Headers.of("Retry-After", "1"));
    var line = new AccessLog.Line(Heads.client(context.channel()), "-", "-", 0, "-");
    site.accessLog().request(line, refusal.status(), refusal.reason().length() + 1);
    Wire.send(context.channel(), site.heads().last(refusal));
    Wire.closeGently(context.channel(), () -> {});
    var _ =
        context
            .executor()
            .schedule(() -> Wire.cut(context.channel()), LINGER_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.read();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Wire.cut(context.channel());
  }
}
