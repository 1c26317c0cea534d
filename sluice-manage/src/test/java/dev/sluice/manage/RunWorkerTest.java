package dev.sluice.manage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Application;
import dev.sluice.Message;
import dev.sluice.layers.ChannelLayer;
import dev.sluice.layers.ChannelNameRouter;
import dev.sluice.layers.InMemoryChannelLayer;
import dev.sluice.web.ProtocolTypeRouter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** runworker, with a layer that processes could share. */
final class RunWorkerTest {

  @TempDir private Path folder = Path.of("");

  private final BlockingQueue<Message> done = new LinkedBlockingQueue<>();
  private final ChannelLayer memory = new InMemoryChannelLayer();

  @Test
  void aLayerWithinOneProcessIsExplained() {
    var shell = new Shell(folder);
    shell.run("migrate");

    var outcome = shell.run("runworker", "jobs");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("channel layer is within one process", "let runserver run it")
        .hasLineCount(1);
  }

  @Test
  void channelsAreWorkedOnUntilTheEnd() throws Exception {
    var shell = new Shell(folder);
    shell.run("migrate");
    shell.application = new Working();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var command = threads.submit(() -> shell.run("runworker", "jobs", "--jobs", "2"));
      var worker = shell.workers.poll(60, TimeUnit.SECONDS);
      assertThat(worker).isNotNull();
      memory.send("jobs", new Job(1));
      assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo(new Job(1));

      worker.close();

      assertThat(command.get().code()).isZero();
      assertThat(command.get().out()).isEqualTo("Working on jobs (Ctrl-C stops it)\nStopped.\n");
    }
  }

  @Test
  void aNameThatIsNoneIsTold() {
    var shell = new Shell(folder);

    assertThat(shell.run("runworker", "a b").err()).contains("the channel's name is 'a b'");
    assertThat(shell.run("runworker").err()).contains("CHANNEL");
  }

  private record Job(int number) implements Message {}

  private final class Working implements SiteApplication {

    @Override
    public Application of(Site site) {
      return new ProtocolTypeRouter().channel(new ChannelNameRouter().job("jobs", done::add));
    }

    /** Another object with the same behaviour, as a layer that processes share would be. */
    @Override
    public ChannelLayer layer(Site site) {
      return (ChannelLayer)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ChannelLayer.class},
              (_, method, arguments) -> {
                try {
                  return method.invoke(memory, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getTargetException();
                }
              });
    }
  }
}
