package dev.sluice.redis;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;

/** All keys of Redis that begin so. */
record Beginning(String text) {

  private static final int SOME = 1000;

  /** Deletes them, some at a time, so that nobody else has to wait. */
  void deleteAll(String operation, RedisConnection connection) {
    var arguments = ScanArgs.Builder.matches(pattern()).limit(SOME);
    var cursor = ScanCursor.INITIAL;
    do {
      var at = cursor;
      var found = connection.ask(operation, redis -> redis.scan(at, arguments));
      var keys = found.getKeys().toArray(String[]::new);
      if (keys.length > 0) {
        connection.ask(operation, redis -> redis.del(keys));
      }
      cursor = found;
    } while (!cursor.isFinished());
  }

  private String pattern() {
    return text.replaceAll("([\\[\\]*?^\\\\])", "\\\\$1") + "*";
  }
}
