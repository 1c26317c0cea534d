package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The network between a layer and its Redis: it loses the answer to a command together with the
 * connection, or keeps the answers of one connection back.
 */
final class Cable implements AutoCloseable {

  private static final int LONGEST_COMMAND = 64;

  private final int redis;
  private final ServerSocket server;
  private final Set<Strand> strands = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicReference<Optional<Fate>> next = new AtomicReference<>(Optional.empty());
  private volatile boolean refusing;

  private Cable(int redis, ServerSocket server) {
    this.redis = redis;
    this.server = server;
  }

  /** Lays one to a Redis. */
  static Cable to(RealRedis redis) throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var cable = new Cable(redis.port(), server);
    Thread.startVirtualThread(cable::accept);
    return cable;
  }

  /** The second database, as it is reached here. */
  String url() {
    return "redis://127.0.0.1:%d/1".formatted(server.getLocalPort());
  }

  /** Breaks the next connection that sends a command when Redis has done it, before it hears so. */
  void breakAtTheAnswerTo(String command) {
    breakAtTheAnswerTo(command, () -> {});
  }

  /**
   * The same with something before.
   *
   * @param before is run before Redis gets the command
   */
  void breakAtTheAnswerTo(String command, Runnable before) {
    next.set(Optional.of(new Fate(command, before, true)));
  }

  /**
   * Keeps back, from then on, what Redis answers over the next connection that sends a command.
   *
   * @param before is run before Redis gets the command
   */
  Fate holdTheAnswerTo(String command, Runnable before) {
    var fate = new Fate(command, before, false);
    next.set(Optional.of(fate));
    return fate;
  }

  /** Breaks all connections but those whose answers are kept back, and takes no new ones. */
  void refuse() {
    refusing = true;
    strands.stream().filter(strand -> strand.fate.get().isEmpty()).forEach(Strand::cut);
  }

  /** Takes connections again. */
  void serve() {
    refusing = false;
  }

  /** How many connections have come. */
  int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        connections.incrementAndGet();
        var strand = new Strand(client, new Socket(InetAddress.getLoopbackAddress(), redis));
        strands.add(strand);
        if (refusing) {
          strand.cut();
        }
        Thread.startVirtualThread(strand::ask);
        Thread.startVirtualThread(strand::answer);
      }
    } catch (IOException e) {
      strands.forEach(Strand::cut); // closed
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    strands.forEach(Strand::cut);
  }

  /** One connection. */
  private final class Strand {

    private final Socket client;
    private final Socket server;
    private final AtomicReference<Optional<Fate>> fate = new AtomicReference<>(Optional.empty());
    private String last = "";

    Strand(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void ask() {
      carry(client, server, this::see);
    }

    void answer() {
      carry(server, client, _ -> fate.get().map(Fate::passes).orElse(true));
    }

    private void carry(Socket from, Socket to, Watch watch) {
      var bytes = new byte[8192];
      try (from;
          to) {
        var input = from.getInputStream();
        for (var some = input.read(bytes); some >= 0; some = input.read(bytes)) {
          if (!watch.passes(new String(bytes, 0, some, ISO_8859_1))) {
            return;
          }
          to.getOutputStream().write(bytes, 0, some);
        }
      } catch (IOException e) {
        cut();
      } finally {
        strands.remove(this);
      }
    }

    private boolean see(String bytes) {
      var its = next.get();
      var comesNow = its.filter(it -> it.comesIn(last, bytes)).isPresent();
      var all = last + bytes;
      last = all.substring(Math.max(0, all.length() - LONGEST_COMMAND));
      if (comesNow && next.compareAndSet(its, Optional.empty())) {
        fate.set(its);
        its.get().begin();
      }
      return true;
    }

    void cut() {
      try (client;
          server) {
        strands.remove(this);
      } catch (IOException e) {
        throw new AssertionError("a socket cannot be closed", e);
      }
    }
  }

  /** Sees what goes by, and says whether it goes on. */
  private interface Watch {
    boolean passes(String bytes);
  }

  /** What befalls the answers to one connection. */
  static final class Fate {

    private final String command;
    private final Runnable before;
    private final boolean breaks;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Fate(String command, Runnable before, boolean breaks) {
      this.command = command;
      this.before = before;
      this.breaks = breaks;
    }

    /** Whether the command ends in these bytes, and not before. */
    private boolean comesIn(String before, String bytes) {
      var word = "\r\n" + command + "\r\n";
      var from = Math.max(0, before.length() - word.length() + 1);
      return (before + bytes).indexOf(word, from) >= 0;
    }

    private void begin() {
      before.run();
      begun.countDown();
    }

    private boolean passes() {
      return !breaks && await(released);
    }

    /** Waits until the command is on its way to Redis. */
    void awaitCommand() {
      assertThat(await(begun)).as("the command %s has come", command).isTrue();
    }

    /** Lets through what was kept back. */
    void release() {
      released.countDown();
    }

    private static boolean await(CountDownLatch latch) {
      try {
        return latch.await(2, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
