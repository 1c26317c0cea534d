package dev.sluice.django;

import dev.sluice.Bytes;
import dev.sluice.sessions.SessionCache;
import java.time.Duration;
import java.util.Optional;

/** A cache whose tests do something just before something is done to it. */
record PausedCache(
    SessionCache cache, Runnable beforeAdd, Runnable beforeDelete, Runnable beforeDeleteAll)
    implements SessionCache {

  @Override
  public Optional<Entry> find(String key) {
    return cache.find(key);
  }

  @Override
  public void set(String key, Bytes value, Duration time) {
    cache.set(key, value, time);
  }

  @Override
  public boolean add(String key, Bytes value, Duration time) {
    beforeAdd.run();
    return cache.add(key, value, time);
  }

  @Override
  public boolean replace(String key, Bytes value, Duration time) {
    return cache.replace(key, value, time);
  }

  @Override
  public void delete(String key) {
    beforeDelete.run();
    cache.delete(key);
  }

  @Override
  public void deleteAll(String beginning) {
    beforeDeleteAll.run();
    cache.deleteAll(beginning);
  }
}
