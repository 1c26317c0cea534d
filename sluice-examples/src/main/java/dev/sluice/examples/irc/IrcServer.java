package dev.sluice.examples.irc;

import dev.sluice.Application;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes IRC clients, over TCP or TLS, and gives each to an application on a virtual thread. */
public final class IrcServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IrcServer.class);
  private static final int WAITING_CLIENTS = 128;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Application application;
  private final ServerSocket listener;
  private final AtomicLong served = new AtomicLong();
  private final Map<IrcConnection, Thread> connections = new ConcurrentHashMap<>();

  private IrcServer(Application application, ServerSocket listener) {
    this.application = application;
    this.listener = listener;
  }

  /** Starts one over plain TCP. */
  public static IrcServer start(Application application, InetSocketAddress bind)
      throws IOException {
    return start(application, bind, ServerSocketFactory.getDefault());
  }

  /** Starts one over TLS. */
  public static IrcServer startTls(
      Application application, InetSocketAddress bind, SSLContext context) throws IOException {
    return start(application, bind, context.getServerSocketFactory());
  }

  private static IrcServer start(
      Application application, InetSocketAddress bind, ServerSocketFactory sockets)
      throws IOException {
    var listener = sockets.createServerSocket(bind.getPort(), WAITING_CLIENTS, bind.getAddress());
    var server = new IrcServer(application, listener);
    Thread.ofVirtual().name("irc-listener").start(server::listen);
    return server;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        LOG.debug("a client could not be taken", e);
      }
    }
  }

  private void serve(Socket socket) {
    var id = "irc-" + served.incrementAndGet();
    var connection = new IrcConnection(socket, id);
    var thread = Thread.ofVirtual().name(id).unstarted(() -> serve(connection));
    connections.put(connection, thread);
    thread.start();
    if (listener.isClosed()) {
      connection.hangUp(); // who closes the server may have missed it
    }
  }

  private void serve(IrcConnection connection) {
    try {
      connection.serve(application);
    } finally {
      connections.remove(connection);
    }
  }

  /** Takes no more clients, hangs up on those there are, and waits for a while for their ends. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.debug("the listener could not be closed", e);
    }
    var last = Map.copyOf(connections);
    last.keySet().forEach(IrcConnection::hangUp);
    awaitEnds(last.values());
  }

  private static void awaitEnds(Collection<Thread> threads) {
    var deadline = Instant.now().plus(PATIENCE);
    try {
      for (var thread : threads) {
        if (!thread.join(Duration.between(Instant.now(), deadline))) {
          LOG.warn("{} goes on although its client has gone", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
