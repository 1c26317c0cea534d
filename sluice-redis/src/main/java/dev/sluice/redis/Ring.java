package dev.sluice.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;

/**
 * Which of several hosts has what, so that everybody finds it: a checksum of the name, spread
 * evenly over the hosts. The way of {@code channels_redis}.
 */
record Ring(int hosts) {

  private static final int POINTS = 4096;

  int indexOf(String name) {
    var checksum = new CRC32();
    checksum.update(name.getBytes(UTF_8));
    var point = checksum.getValue() % POINTS;
    return (int) (point / ((double) POINTS / hosts));
  }
}
