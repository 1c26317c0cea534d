package dev.sluice.server;

import dev.sluice.Application;
import dev.sluice.Denials;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server, which gives each request and each WebSocket to an application. Safe for use by
 * many threads.
 */
public final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final long LAST_MOMENTS_MILLIS = 1000;

  private final Site site;
  private final LifespanRun lifespan;
  private final EventLoopGroup loops;
  private final Map<EventLoop, Worker> workers;
  private final Population population;
  private final Channel listener;
  private final InetSocketAddress address;
  private final CountDownLatch end = new CountDownLatch(1);

  private Server(
      Site site,
      LifespanRun lifespan,
      EventLoopGroup loops,
      Map<EventLoop, Worker> workers,
      Population population,
      Channel listener) {
    this.site = site;
    this.lifespan = lifespan;
    this.loops = loops;
    this.workers = workers;
    this.population = population;
    this.listener = listener;
    this.address = (InetSocketAddress) listener.localAddress();
  }

  /**
   * Lets the application do what it does at a start, as a {@link dev.sluice.LifespanScope} says,
   * then starts to listen, and returns when it does.
   *
   * @throws StartupException if the application does not let it start; then nothing has listened
   * @throws AddressInUseException if another program listens there
   * @throws CannotListenException if nobody can, such as on another machine's address
   */
  public static Server start(Application application, ServerConfig config) {
    return start(application, config, Environment.real());
  }

  static Server start(Application application, ServerConfig config, Environment environment) {
    var lifespan = LifespanRun.start(application, config.lifespan(), environment.threads());
    var state = lifespan.awaitStart();
    try {
      return listen(application, Site.of(config, environment, state), lifespan);
    } catch (RuntimeException e) {
      lifespan.stop();
      throw e;
    }
  }

  private static Server listen(Application application, Site site, LifespanRun lifespan) {
    var config = site.config();
    var environment = site.environment();
    var loops =
        new MultiThreadIoEventLoopGroup(
            environment.loops(),
            new DefaultThreadFactory("sluice-loop"),
            environment.transport().factory());
    var population = new Population(environment.nanos());
    var workers = workers(application, site, loops, population);
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(environment.transport().channel())
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(config))
            .childHandler(new NewConnections(workers, site))
            .bind(config.bind())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var _ = loops.shutdownGracefully(0, LAST_MOMENTS_MILLIS, TimeUnit.MILLISECONDS);
      throw failure(config.bind(), bound.cause());
    }
    LOG.debug("listening on {} with {}", bound.channel().localAddress(), environment.transport());
    return new Server(site, lifespan, loops, workers, population, bound.channel());
  }

  private static Map<EventLoop, Worker> workers(
      Application application, Site site, EventLoopGroup loops, Population population) {
    var guarded = Denials.answer().wrap(application);
    var workers = new HashMap<EventLoop, Worker>();
    for (var executor : loops) {
      var loop = (EventLoop) executor;
      var members = new Members(loop, site.config().tick(), site.environment().nanos(), population);
      workers.put(loop, new Worker(loop, members, guarded, site));
    }
    return Map.copyOf(workers);
  }

  private static WriteBufferWaterMark waterMark(ServerConfig config) {
    var high = config.buffers().outboxBytes();
    return new WriteBufferWaterMark(high / 2, high);
  }

  private static RuntimeException failure(InetSocketAddress address, Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("Address already in use")
        ? new AddressInUseException(address, cause)
        : new CannotListenException(address, cause);
  }

  /** Where it listens, with the port that it has if any free one was asked for. */
  public InetSocketAddress address() {
    return address;
  }

  /** Waits until the server has been closed. */
  public void awaitEnd() throws InterruptedException {
    end.await();
  }

  /**
   * Closes it in good order: takes no more clients, lets requests finish, closes WebSockets with
   * 1001, lets every application handle its last event, and waits for all that until the drain
   * deadline. Then what is left is cut off and interrupted. Last, the application's lifespan ends,
   * within a deadline of its own. A second call waits for the first. An application that calls it
   * waits for itself, so it should not.
   */
  @Override
  public void close() {
    if (site.closing().compareAndSet(false, true)) {
      shutDown();
    }
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void shutDown() {
    try {
      listener.close().awaitUninterruptibly();
      drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      workers.values().forEach(worker -> worker.execute(worker.members()::abort));
      lifespan.stop();
      var _ = loops.shutdownGracefully(0, LAST_MOMENTS_MILLIS, TimeUnit.MILLISECONDS);
      loops.terminationFuture().awaitUninterruptibly(2 * LAST_MOMENTS_MILLIS);
      end.countDown();
    }
  }

  private void drain() throws InterruptedException {
    workers.values().forEach(worker -> worker.execute(worker.members()::drain));
    if (population.awaitNobody(site.config().drainDeadline())) {
      return;
    }
    LOG.warn("not everything ended within {}; the rest is cut off", site.config().drainDeadline());
    workers.values().forEach(worker -> worker.execute(worker.members()::abort));
    if (!population.awaitNobody(Duration.ofMillis(LAST_MOMENTS_MILLIS))) {
      LOG.warn("some applications go on although they were interrupted");
    }
  }
}
