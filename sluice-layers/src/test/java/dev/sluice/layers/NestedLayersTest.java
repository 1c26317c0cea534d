package dev.sluice.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ChannelEvent;
import dev.sluice.Middleware;
import dev.sluice.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NestedLayersTest {

  private final InMemoryChannelLayer layer = new InMemoryChannelLayer();

  @Test
  void theSameLayerTwiceAroundAnApplicationIsThereOnce() throws Exception {
    var middleware = layer.middleware();
    middleware
        .andThen(middleware)
        .wrap(
            (scope, line, _) -> {
              var channel = Channel.of(scope);
              for (var number = 0; number < 10; number++) {
                channel.send(channel.name(), new Note(number));
                assertThat(line.receive()).isEqualTo(new ChannelEvent(new Note(number)));
              }
              assertThat(layer.connections()).isOne();
            })
        .serve(new Call("call"), new QueueInbox(), _ -> {});
  }

  @Test
  void aLayerWithinAnotherBringsItsOwnMessages() throws Exception {
    var inner = new InMemoryChannelLayer();
    var names = new ArrayList<String>();
    layer
        .middleware()
        .andThen(Middleware.onScope(scope -> named(scope, names)))
        .andThen(inner.middleware())
        .wrap(
            (scope, line, _) -> {
              for (var number = 0; number < 10; number++) {
                inner.send(Channel.of(scope).name(), new Note(number));
                layer.send(names.getFirst(), new Note(-number));
                assertThat(line.receive()).isEqualTo(new ChannelEvent(new Note(number)));
                assertThat(line.receive()).isEqualTo(new ChannelEvent(new Note(-number)));
              }
            })
        .serve(new Call("call"), new QueueInbox(), _ -> {});
  }

  private static Scope named(Scope scope, List<String> names) {
    names.add(Channel.of(scope).name());
    return scope;
  }
}
