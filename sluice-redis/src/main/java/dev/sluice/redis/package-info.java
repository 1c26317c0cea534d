/**
 * What a site keeps in Redis: {@link dev.sluice.redis.RedisSessionCache}, the cache of its
 * sessions, and {@link dev.sluice.redis.RedisChannelLayer}, the channels and groups that processes
 * share.
 */
@NullMarked
package dev.sluice.redis;

import org.jspecify.annotations.NullMarked;
