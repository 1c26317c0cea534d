package dev.sluice.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.Bytes;
import dev.sluice.HttpCommand;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses one content, piece by piece, each of which can be read by itself (RFC 1952). */
final class Gzip implements AutoCloseable {

  /** Django's {@code max_random_bytes}. */
  private static final int MOST_PADDING = 100;

  private static final int LEVEL = 6; // as Django's
  private static final int NAMED = 8; // the flag FNAME

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final CRC32 sum = new CRC32();
  private final int padding;
  private boolean begun;

  Gzip(RandomGenerator random) {
    this.padding = random.nextInt(MOST_PADDING);
  }

  /** Returns what a piece of the content becomes. */
  Bytes add(HttpCommand.Body piece) {
    var out = new ByteArrayOutputStream(piece.bytes().size() / 2 + 64);
    if (!begun) {
      begun = true;
      head(out);
    }
    sum.update(piece.bytes().asByteBuffer());
    deflater.setInput(piece.bytes().asByteBuffer());
    deflate(out, piece.more() ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH, !piece.more());
    return Bytes.copyOf(out.toByteArray());
  }

  private void deflate(ByteArrayOutputStream out, int flush, boolean last) {
    if (last) {
      deflater.finish();
    }
    var buffer = new byte[8192];
    var count = deflater.deflate(buffer, 0, buffer.length, flush);
    while (count > 0) {
      out.write(buffer, 0, count);
      count =
          count < buffer.length && !last ? 0 : deflater.deflate(buffer, 0, buffer.length, flush);
    }
    if (last) {
      tail(out);
    }
  }

  private void head(ByteArrayOutputStream out) {
    var flags = (byte) (padding > 0 ? NAMED : 0);
    out.writeBytes(
        new byte[] {0x1f, (byte) 0x8b, Deflater.DEFLATED, flags, 0, 0, 0, 0, 0, (byte) 0xff});
    if (padding > 0) {
      out.writeBytes(("a".repeat(padding) + "\0").getBytes(US_ASCII));
    }
  }

  private void tail(ByteArrayOutputStream out) {
    var tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    tail.putInt((int) sum.getValue()).putInt((int) deflater.getBytesRead());
    out.writeBytes(tail.array());
  }

  @Override
  public void close() {
    deflater.end();
  }
}
