package dev.sluice.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends whatever it is told to, be it against the protocol, and reads what comes. */
final class RawClient implements AutoCloseable {

  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final Socket socket;
  private final DataInputStream in;

  RawClient(Server server) {
    this(server, 0);
  }

  /** Connects with a receive buffer of so many bytes; 0 for the usual. */
  RawClient(Server server, int receiveBuffer) {
    try {
      socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(server.address());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000); // a machine may be busy with something else
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects and completes a handshake. */
  static RawClient openWebSocket(Server server) {
    var client = new RawClient(server);
    client.send(handshake("/"));
    var answer = client.response();
    if (answer.status() != 101) {
      throw new AssertionError("no handshake: " + answer);
    }
    return client;
  }

  static String handshake(String target, String... more) {
    return "GET %s HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n%s\r\n"
        .formatted(target, KEY, String.join("", more));
  }

  /** Sends a text, one byte for each character. */
  void send(String text) {
    send(text.getBytes(ISO_8859_1));
  }

  void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void text(String text) {
    send(Frame.text(text).masked());
  }

  /** Sends a close frame that has neither a code nor a reason. */
  void closeWithoutCode() {
    send(new Frame(0x88, Bytes.empty()).masked());
  }

  Response response() {
    return response(false);
  }

  /** Reads a response, of which {@code bodiless} ones have no body, as those to HEAD. */
  Response response(boolean bodiless) {
    try {
      var status = Integer.parseInt(line().substring(9, 12));
      Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (var line = line(); !line.isEmpty(); line = line()) {
        var colon = line.indexOf(':');
        headers.merge(
            line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + "|" + b);
      }
      var without = bodiless || status == 101 || status == 100 || status == 204 || status == 304;
      return new Response(status, headers, without ? "" : body(headers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("Content-Length")) {
      return read(Integer.parseInt(headers.get("Content-Length")));
    }
    if (!headers.containsKey("Transfer-Encoding")) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
    var body = new StringBuilder();
    for (var size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(read(size));
      line();
    }
    line();
    return body.toString();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  String read(int bytes) throws IOException {
    var read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new EOFException("the connection ended within a body");
    }
    return new String(read, ISO_8859_1);
  }

  /** Reads one line, whatever it belongs to. */
  String line() {
    try {
      return nextLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String nextLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended after: " + line);
      }
      line.write(c);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  /** Reads a frame as servers send them. */
  Frame frame() {
    try {
      var first = in.readUnsignedByte();
      var length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      return new Frame(first, Bytes.copyOf(in.readNBytes(length)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has closed its side, with nothing before. */
  boolean isAtEnd() {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the connection with a reset, as a client that crashes does. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Response(int status, Map<String, String> headers, String body) {}
}
