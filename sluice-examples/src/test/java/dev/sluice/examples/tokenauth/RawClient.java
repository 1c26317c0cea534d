package dev.sluice.examples.tokenauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;

/** A client that sends exactly the bytes it is told, as no library would. */
final class RawClient implements Closeable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Socket socket;
  private final DataInputStream in;

  RawClient(InetSocketAddress address) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    in = new DataInputStream(socket.getInputStream());
  }

  /** Sends text, one byte for each character. */
  void send(String latin1) throws IOException {
    socket.getOutputStream().write(latin1.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Sends one whole frame, masked with zeros, of up to 64 KiB. */
  void frame(int opcode, byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(0x80 | opcode);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.writeBytes(new byte[4]);
    frame.writeBytes(payload);
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
  }

  /** Reads an HTTP answer; what a request with {@code method} gets has no body for HEAD. */
  Answer answer(String method) throws IOException {
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    var headers = Headers.none();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers = headers.with(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return new Answer(status, headers, method.equals("HEAD") ? "" : body(status, headers));
  }

  /** Reads one frame. */
  Frame frame() throws IOException {
    var opcode = in.readUnsignedByte() & 0x0f;
    var length = in.readUnsignedByte();
    var payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length & 0x7f);
    return new Frame(opcode, Bytes.copyOf(payload));
  }

  /** Tells whether the server has ended the connection, waiting for it to say so. */
  boolean ended() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String body(int status, Headers headers) throws IOException {
    if (status < 200 || status == 204 || status == 304) {
      return "";
    }
    if (headers.first("Transfer-Encoding").isPresent()) {
      return chunks();
    }
    var length = headers.first("Content-Length");
    var bytes =
        length.isPresent() ? in.readNBytes(Integer.parseInt(length.get())) : in.readAllBytes();
    return new String(bytes, ISO_8859_1);
  }

  private String chunks() throws IOException {
    var text = new StringBuilder();
    for (var size = HexFormat.fromHexDigits(line());
        size > 0;
        size = HexFormat.fromHexDigits(line())) {
      text.append(new String(in.readNBytes(size), ISO_8859_1));
      line();
    }
    line();
    return text.toString();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server ended the connection after \"" + line + "\"");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  /** An HTTP answer; the body has one character for each byte. */
  record Answer(int status, Headers headers, String body) {}

  /** A frame from the server. */
  record Frame(int opcode, Bytes payload) {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;

    /** The code of a close frame, 1005 if it has none. */
    int closeCode() {
      return payload.size() < 2 ? 1005 : payload.asByteBuffer().getShort() & 0xffff;
    }
  }
}
