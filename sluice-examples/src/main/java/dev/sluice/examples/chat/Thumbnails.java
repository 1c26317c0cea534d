package dev.sluice.examples.chat;

import dev.sluice.Application;
import dev.sluice.Message;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.ChannelNameRouter;
import dev.sluice.layers.MessageTypes;
import dev.sluice.layers.Worker;
import dev.sluice.layers.WorkerConfig;
import dev.sluice.web.ProtocolTypeRouter;

/** Work that no connection should wait for. */
final class Thumbnails {

  private final ChannelLayer layer;

  Thumbnails(ChannelLayer layer) {
    this.layer = layer;
  }

  // begin messages
  record Wanted(String picture, int width) implements Message {}

  record Made(String picture, int width) implements Message {}

  static final MessageTypes TYPES =
      MessageTypes.none().with("thumbnail.wanted", Wanted.class).with("thumbnail.made", Made.class);

  // end messages

  // begin worker
  Application application(Application webSockets) {
    var jobs = new ChannelNameRouter().job("thumbnails", this::make);
    var config = WorkerConfig.of(jobs.channels()).withJobs(4);
    return new ProtocolTypeRouter()
        .webSocket(layer.middleware().wrap(webSockets))
        .channel(jobs)
        .lifespan(Worker.lifespan(jobs, layer, config));
  }

  private void make(Message message) {
    if (message instanceof Wanted(var picture, var width)) {
      layer.sendToGroup("pictures", new Made(picture, width));
    }
  }
  // end worker
}
