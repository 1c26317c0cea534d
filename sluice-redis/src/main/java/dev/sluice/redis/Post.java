package dev.sluice.redis;

import dev.sluice.Bytes;

/**
 * A message for one key of Redis.
 *
 * @param capacity how many may wait there
 */
record Post(String key, Bytes message, int capacity) {}
