package dev.sluice.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/** Tells a {@link WebSocketConnection} what comes from its client. */
final class WebSocketHandler extends ChannelInboundHandlerAdapter {

  private final WebSocketConnection connection;
  private final Channel channel;
  private final MessageAssembler messages;
  private boolean ponged;

  WebSocketHandler(WebSocketConnection connection, Channel channel, int maxMessageBytes) {
    this.connection = connection;
    this.channel = channel;
    this.messages = new MessageAssembler(maxMessageBytes);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    connection.start();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    connection.forget();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof WebSocketFrame frame) {
        take(frame);
      }
    } catch (ViolationException e) {
      connection.fail(e.code(), String.valueOf(e.getMessage()));
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void take(WebSocketFrame frame) {
    switch (frame) {
      case CloseWebSocketFrame close -> close(close);
      case PingWebSocketFrame ping -> answer(ping);
      case PongWebSocketFrame _ -> {}
      default -> assemble(frame);
    }
  }

  /** Takes no codes above 4999, which the decoder lets pass (RFC 6455, section 7.4.2). */
  private void close(CloseWebSocketFrame frame) {
    if (frame.statusCode() > 4999) {
      throw new ViolationException(1002, "the close code is not one");
    }
    connection.closed(frame.statusCode(), frame.reasonText());
  }

  /** Answers a ping, unless the client does not read the answers (RFC 6455, section 5.5.3). */
  private void answer(PingWebSocketFrame ping) {
    if (channel.isWritable() && connection.isOpen()) {
      ponged = true;
      var _ = channel.write(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  private void assemble(WebSocketFrame frame) {
    if (connection.isOpen()) {
      messages.add(frame).ifPresent(connection::received);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (ponged) {
      ponged = false;
      channel.flush();
    }
    connection.heard();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    connection.roomChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException violation) {
      connection.fail(violation.closeStatus().code(), "the frames break the protocol");
    } else {
      connection.broken(cause);
    }
  }
}
