package dev.sluice.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.Bytes;
import dev.sluice.WebSocketEvent;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Makes messages of frames (RFC 6455, section 5.4), within a number of bytes. */
final class MessageAssembler {

  private final int maxBytes;
  private ByteArrayOutputStream fragments = new ByteArrayOutputStream(0);
  private boolean text;
  private boolean open;

  MessageAssembler(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Returns the message that a text, binary or continuation frame completes, if it does.
   *
   * @throws ViolationException with 1009 if it is too long, with 1007 if a text is not UTF-8
   */
  Optional<Message> add(WebSocketFrame frame) {
    var content = frame.content();
    if (content.readableBytes() > maxBytes - fragments.size()) {
      throw new ViolationException(1009, "the message is too long");
    }
    text = open ? text : frame instanceof TextWebSocketFrame;
    if (frame.isFinalFragment() && !open) {
      return Optional.of(message(Bytes.copyOf(content.nioBuffer())));
    }
    open = true;
    append(content);
    return frame.isFinalFragment() ? Optional.of(finish()) : Optional.empty();
  }

  private Message finish() {
    var bytes = Bytes.copyOf(fragments.toByteArray());
    fragments = new ByteArrayOutputStream(0);
    open = false;
    return message(bytes);
  }

  private void append(ByteBuf content) {
    try {
      content.getBytes(content.readerIndex(), fragments, content.readableBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Message message(Bytes bytes) {
    var event = text ? new WebSocketEvent.Text(decode(bytes)) : new WebSocketEvent.Binary(bytes);
    return new Message(event, bytes.size());
  }

  /** Decodes the fast way, and looks closer only where that had to replace something. */
  private static String decode(Bytes bytes) {
    var lenient = bytes.utf8();
    if (lenient.indexOf('\uFFFD') < 0) {
      return lenient;
    }
    try {
      return bytes.utf8Strict();
    } catch (CharacterCodingException e) {
      throw new ViolationException(1007, "a text is not " + UTF_8);
    }
  }

  /** A whole message and what it weighs. */
  record Message(WebSocketEvent event, int bytes) {}
}
