package dev.sluice.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives each new connection what it needs, unless there are too many. */
final class NewConnections extends ChannelInitializer<Channel> {

  private final Map<EventLoop, Worker> workers;
  private final Site site;
  private final AtomicInteger connections = new AtomicInteger();
  private final Pieces pieces = new Pieces();

  NewConnections(Map<EventLoop, Worker> workers, Site site) {
    this.workers = workers;
    this.site = site;
  }

  @Override
  protected void initChannel(Channel channel) {
    var worker = workers.get(channel.eventLoop());
    if (worker == null || site.isClosing()) {
      Wire.cut(channel);
      return;
    }
    if (connections.incrementAndGet() > site.config().maxConnections()) {
      connections.decrementAndGet();
      channel.pipeline().addLast(new TooMany(site));
      return;
    }
    channel.closeFuture().addListener(_ -> connections.decrementAndGet());
    var limits = site.config().http();
    var decoder = new RequestDecoder(limits.maxHeadBytes());
    channel
        .pipeline()
        .addLast(
            pieces,
            decoder,
            new RequestParts(limits),
            new HttpConnection(worker, channel, decoder));
  }
}
