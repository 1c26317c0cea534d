package dev.sluice.server;

import dev.sluice.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A WebSocket frame as tests send and read it: its first byte, and its payload. */
record Frame(int first, Bytes payload) {

  static Frame text(String text) {
    return new Frame(0x81, Bytes.utf8(text));
  }

  static Frame binary(int... octets) {
    return new Frame(0x82, bytes(octets));
  }

  static Frame close(int code) {
    return new Frame(0x88, bytes(code >> 8, code));
  }

  static Bytes bytes(int... octets) {
    var bytes = new ByteArrayOutputStream();
    for (var octet : octets) {
      bytes.write(octet);
    }
    return Bytes.copyOf(bytes.toByteArray());
  }

  int opcode() {
    return first & 15;
  }

  String text() {
    return payload.utf8();
  }

  /** The code of a close frame, or 1005. */
  int code() {
    return payload.size() < 2 ? 1005 : payload.asByteBuffer().getShort() & 0xffff;
  }

  String reason() {
    return Bytes.copyOf(payload.asByteBuffer().position(Math.min(2, payload.size()))).utf8();
  }

  byte[] masked() {
    var mask = new byte[] {0x37, (byte) 0xfa, 0x21, 0x3d};
    var out = head(0x80);
    out.writeBytes(mask);
    var octets = payload.toArray();
    for (var i = 0; i < octets.length; i++) {
      out.write(octets[i] ^ mask[i % 4]);
    }
    return out.toByteArray();
  }

  byte[] unmasked() {
    var out = head(0);
    out.writeBytes(payload.toArray());
    return out.toByteArray();
  }

  private ByteArrayOutputStream head(int maskBit) {
    var out = new ByteArrayOutputStream();
    var length = payload.size();
    out.write(first);
    if (length < 126) {
      out.write(maskBit | length);
    } else if (length < 65536) {
      out.write(maskBit | 126);
      out.write(length >> 8);
      out.write(length);
    } else {
      out.write(maskBit | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    }
    return out;
  }
}
