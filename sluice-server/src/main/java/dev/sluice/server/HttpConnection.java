package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client that speaks HTTP: its requests, one after the other, until it leaves or upgrades. */
final class HttpConnection extends ChannelInboundHandlerAdapter implements Member {

  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

  private final Worker worker;
  private final Channel channel;
  private final RequestDecoder decoder;
  private final Outgoing outgoing;
  private @Nullable HttpExchange exchange; // null between requests
  private long deadline;
  private boolean headDue;
  private boolean closing;

  HttpConnection(Worker worker, Channel channel, RequestDecoder decoder) {
    this.worker = worker;
    this.channel = channel;
    this.decoder = decoder;
    this.outgoing = new Outgoing(channel, worker.config().buffers());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    expectHead();
    worker.members().add(this);
    readMore();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    worker.members().remove(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing || !(message instanceof RequestPart part)) {
      ReferenceCountUtil.release(message);
      return;
    }
    switch (part) {
      case Request request -> begin(request);
      case BodyPart body -> body(body);
      case Refusal refusal -> refuse(refusal);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange == null && !headDue && decoder.hasBegunHead()) {
      expectHead();
    }
    readMore();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    outgoing.roomChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.clientGone("the client has gone");
    }
    outgoing.roomChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a client was cut off", cause);
    } else {
      LOG.error("the connection of a client failed", cause);
    }
    Wire.cut(channel);
  }

  /** Reads on if anyone wants what the client has to say. */
  void readMore() {
    if (wantsMore()) {
      channel.read();
    }
  }

  /** While the application works we read on just to learn whether the client leaves. */
  private boolean wantsMore() {
    var current = exchange;
    if (closing || current == null) {
      return true;
    }
    return current.isBodyComplete() ? !decoder.hasBytes() : current.wantsBody();
  }

  private void begin(Request request) {
    deadline = Long.MAX_VALUE;
    headDue = false;
    if (request.wantsWebSocket()) {
      upgrade(request);
      return;
    }
    if (request.expectsContinue()) {
      Wire.send(channel, Unpooled.wrappedBuffer(CONTINUE));
    }
    var begun = new HttpExchange(this, worker, channel, outgoing, request);
    exchange = begun;
    begun.start();
  }

  private void upgrade(Request request) {
    try {
      var handshake = Handshake.of(request);
      var limit = worker.config().webSocket().maxMessageBytes();
      var socket = new WebSocketConnection(worker, channel, decoder, outgoing, handshake);
      channel.pipeline().replace(this, null, new WebSocketHandler(socket, channel, limit));
    } catch (RefusedException e) {
      refuse(e.refusal());
    }
  }

  private void body(BodyPart part) {
    var current = exchange;
    if (current == null) {
      return;
    }
    current.body(part);
    if (part.last() && current.isOver()) {
      next();
    }
  }

  private void refuse(Refusal refusal) {
    if (exchange != null && !exchange.isOver()) {
      exchange.refuse(refusal);
      return;
    }
    if (exchange == null) {
      answer(refusal);
    }
    closeGently(); // a request that was answered before its body went wrong gets no second answer
  }

  private void answer(Refusal refusal) {
    var line = new AccessLog.Line(Heads.client(channel), "-", "-", 0, "-");
    worker.site().accessLog().request(line, refusal.status(), refusal.reason().length() + 1);
    Wire.send(channel, worker.site().heads().last(refusal));
  }

  /** Called when a response is out. */
  void exchangeEnded(boolean keepsAlive) {
    var current = exchange;
    if (!keepsAlive || worker.members().isDraining()) {
      closeGently();
    } else if (current != null && current.isBodyComplete()) {
      next();
    } else {
      deadline = after(worker.config().http().idleTimeout());
      readMore();
    }
  }

  private void next() {
    exchange = null;
    deadline = after(worker.config().http().idleTimeout());
    decoder.resume(channel);
    readMore();
  }

  private void closeGently() {
    closing = true;
    exchange = null;
    decoder.discard();
    deadline = after(worker.config().buffers().sendTimeout());
    Wire.closeGently(channel, () -> deadline = after(worker.config().webSocket().closeTimeout()));
  }

  private void expectHead() {
    headDue = true;
    deadline = after(worker.config().http().headTimeout());
  }

  private long after(Duration timeout) {
    return worker.members().now() + timeout.toNanos();
  }

  @Override
  public void tick(long now) {
    if (exchange != null) {
      exchange.tick(now);
    }
    var stall = outgoing.stall();
    if (stall.isStuck(now)) {
      tooSlow();
    } else if (stall.isWaiting()) {
      waitLonger();
    } else if (now >= deadline) {
      overdue();
    }
  }

  private void tooSlow() {
    if (exchange != null) {
      exchange.clientGone("the client was too slow to read the response");
    }
    Wire.cut(channel);
  }

  /** Counts the time to the next request from the last byte of the response. */
  private void waitLonger() {
    if (exchange == null && !headDue && !closing) {
      deadline = after(worker.config().http().idleTimeout());
    }
  }

  private void overdue() {
    if (!closing && decoder.hasBegunHead()) {
      refuse(new RefusedException(408, "the head took too long").refusal());
    } else {
      Wire.cut(channel);
    }
  }

  @Override
  public void drain() {
    if (exchange != null && !exchange.isOver()) {
      exchange.drain();
    } else if (!closing) {
      Wire.close(channel);
    }
  }

  @Override
  public void abort() {
    Wire.cut(channel);
  }
}
