package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of many WebSockets, so that the descriptors of both ends are not one process's. Says
 * {@code open} when all are, and {@code all} when each has got as many bytes as it should; lives
 * until its input ends. Needs no class but this.
 */
final class ManySockets {

  private static final int AT_ONCE = 200;
  private static final String HANDSHAKE =
      """
      GET / HTTP/1.1\r
      Host: a\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private ManySockets() {}

  /** Takes the port, how many, and how many bytes each gets behind the handshake. */
  public static void main(String[] args) throws IOException {
    var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    var sockets = new ArrayList<SocketChannel>();
    for (var left = Integer.parseInt(args[1]); left > 0; left -= AT_ONCE) {
      open(server, Math.min(left, AT_ONCE), sockets);
    }
    System.out.println("open");
    count(sockets, Integer.parseInt(args[2]));
    System.out.println("all");
    while (System.in.read() >= 0) {}
  }

  private static void open(InetSocketAddress server, int count, List<SocketChannel> all)
      throws IOException {
    var some = new ArrayList<SocketChannel>();
    for (var each = 0; each < count; each++) {
      var socket = SocketChannel.open(server);
      socket.write(ByteBuffer.wrap(HANDSHAKE.getBytes(US_ASCII)));
      some.add(socket);
    }
    for (var socket : some) {
      readAnswer(socket);
    }
    all.addAll(some);
  }

  private static void readAnswer(SocketChannel socket) throws IOException {
    var one = ByteBuffer.allocate(1);
    var last = 0;
    while (last != 0x0d0a0d0a) {
      one.clear();
      if (socket.read(one) < 0) {
        throw new IOException("the server refused a client");
      }
      last = (last << 8) | one.get(0);
    }
  }

  private static void count(List<SocketChannel> sockets, int bytes) throws IOException {
    var buffer = ByteBuffer.allocateDirect(1 << 16);
    try (var selector = Selector.open()) {
      for (var socket : sockets) {
        socket.configureBlocking(false);
        socket.register(selector, SelectionKey.OP_READ, new int[] {bytes});
      }
      for (var left = new int[] {sockets.size()}; left[0] > 0; ) {
        selector.select(key -> left[0] -= isComplete(key, buffer) ? 1 : 0);
      }
    }
  }

  private static boolean isComplete(SelectionKey key, ByteBuffer buffer) {
    try {
      buffer.clear();
      var got = ((SocketChannel) key.channel()).read(buffer);
      var left = (int[]) key.attachment();
      left[0] -= got;
      if (got < 0 || left[0] < 0) {
        throw new IllegalStateException("a socket got something else (expected: so many bytes)");
      }
      return left[0] == 0;
    } catch (IOException e) {
      throw new IllegalStateException("a socket broke", e);
    }
  }
}
