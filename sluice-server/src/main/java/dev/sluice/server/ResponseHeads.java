package dev.sluice.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Writes the heads of responses, with {@code Date} and {@code Server}. For many threads. */
final class ResponseHeads {

  private final DateHeader date;
  private final String serverName;

  ResponseHeads(DateHeader date, String serverName) {
    this.date = date;
    this.serverName = serverName;
  }

  /** Returns the bytes of a head; characters that are not Latin-1 become question marks. */
  ByteBuf head(int status, Headers headers) {
    var text = new StringBuilder(256).append("HTTP/1.1 ").append(status).append(' ');
    text.append(HttpResponseStatus.valueOf(status).reasonPhrase()).append("\r\n");
    headers.fields().forEach(field -> line(text, field.name(), field.value()));
    if (headers.first("Date").isEmpty()) {
      line(text, "Date", date.value());
    }
    if (!serverName.isEmpty() && headers.first("Server").isEmpty()) {
      line(text, "Server", serverName);
    }
    return Unpooled.wrappedBuffer(text.append("\r\n").toString().getBytes(ISO_8859_1));
  }

  /** Returns a whole response, after which the connection closes. */
  ByteBuf last(int status, Headers headers, Bytes body) {
    var framed =
        headers
            .without("Connection")
            .without("Content-Length")
            .without("Transfer-Encoding")
            .with("Content-Length", Integer.toString(body.size()))
            .with("Connection", "close");
    return Unpooled.wrappedBuffer(
        head(status, framed), Unpooled.wrappedBuffer(body.asByteBuffer()));
  }

  /** Returns the answer to what no application sees, after which the connection closes. */
  ByteBuf last(Refusal refusal) {
    return last(
        refusal.status(),
        refusal.headers().withAll(plainText()),
        Bytes.utf8(refusal.reason() + "\n"));
  }

  static Headers plainText() {
    return Headers.of("Content-Type", "text/plain; charset=utf-8");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
