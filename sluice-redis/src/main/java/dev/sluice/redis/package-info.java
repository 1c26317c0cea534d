/**
 * What a site keeps in Redis: {@link dev.sluice.redis.RedisSessionCache}, the cache of its
 * sessions.
 */
@NullMarked
package dev.sluice.redis;

import org.jspecify.annotations.NullMarked;
