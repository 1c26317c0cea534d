package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Many WebSockets that one thread reads, and that only count what comes. */
final class CountingClients implements AutoCloseable {

  private static final String HANDSHAKE =
      """
      GET / HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final Selector selector;
  private long received;

  private CountingClients(Selector selector) {
    this.selector = selector;
  }

  /** Connects so many, and begins to count behind their handshakes. */
  static CountingClients connect(InetSocketAddress server, int count) throws IOException {
    var selector = Selector.open();
    for (var each = 0; each < count; each++) {
      var client = SocketChannel.open(server);
      client.write(ByteBuffer.wrap(HANDSHAKE.getBytes(US_ASCII)));
      readAnswer(client);
      client.configureBlocking(false);
      client.register(selector, SelectionKey.OP_READ);
    }
    var clients = new CountingClients(selector);
    Thread.ofPlatform().daemon().name("clients").start(clients::read);
    return clients;
  }

  private static void readAnswer(SocketChannel client) throws IOException {
    var one = ByteBuffer.allocate(1);
    var last = 0;
    while (last != 0x0d0a0d0a) {
      one.clear();
      if (client.read(one) < 0) {
        throw new IOException("the server refused a client");
      }
      last = (last << 8) | one.get(0);
    }
  }

  /** Does something, and returns when so many bytes have come because of it. */
  synchronized void expect(long bytes, Runnable cause) {
    received = 0;
    cause.run();
    try {
      while (received < bytes) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void count(long bytes) {
    received += bytes;
    notifyAll();
  }

  private void read() {
    var buffer = ByteBuffer.allocateDirect(1 << 16);
    try {
      while (selector.isOpen()) {
        selector.select(key -> readOne(key, buffer));
      }
    } catch (ClosedSelectorException e) {
      return; // the end
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readOne(SelectionKey key, ByteBuffer buffer) {
    try {
      buffer.clear();
      var bytes = ((SocketChannel) key.channel()).read(buffer);
      if (bytes < 0) {
        key.cancel();
      } else {
        count(bytes);
      }
    } catch (IOException e) {
      key.cancel();
    }
  }

  @Override
  public void close() {
    try {
      for (var key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
