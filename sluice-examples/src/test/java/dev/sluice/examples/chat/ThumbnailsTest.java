package dev.sluice.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.server.Server;
import dev.sluice.server.ServerConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThumbnailsTest {

  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();

  @Test
  void aServerRunsItsWorker() {
    var application = new Thumbnails(layer).application((_, _, _) -> {});
    var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    layer.addToGroup("pictures", "album");
    try (var _ = Server.start(application, ServerConfig.defaults().withBind(free))) {
      layer.send("thumbnails", new Thumbnails.Wanted("cat.png", 64));

      assertThat(layer.receive("album", Duration.ofSeconds(30)))
          .contains(new Thumbnails.Made("cat.png", 64));
    }
  }

  @Test
  void itsMessagesAreWhatAPythonPeerUnderstands() {
    assertThat(Thumbnails.TYPES.encode(new Thumbnails.Wanted("cat.png", 64)))
        .isEqualTo(Map.of("type", "thumbnail.wanted", "picture", "cat.png", "width", 64L));
  }
}
