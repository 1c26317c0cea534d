package dev.sluice.manage;

import dev.sluice.django.CacheSettings;
import java.time.Duration;
import java.util.List;

/** The settings about the cache, which {@link SessionSettings} reads. */
final class CachingSettings {

  private static final CacheSettings STANDARD = CacheSettings.defaults();

  static final Setting<CacheUrl> LOCATION =
      Setting.of(
              "cache.location",
              Kind.ofText(CacheUrl.EXPECTED, Kind.Shape.QUOTED, CacheUrl::new),
              "",
              "`LOCATION`: the URL of a Redis, for the engines `cache` and `cached_db`; of several"
                  + " the first.")
          .shownByItself();

  static final Setting<String> KEY_PREFIX =
      Setting.of("cache.key_prefix", Kinds.TEXT, STANDARD.keyPrefix(), "`KEY_PREFIX`.");

  static final Setting<Integer> VERSION =
      Setting.of(
          "cache.version",
          Kinds.count(0, Integer.MAX_VALUE),
          Integer.toString(STANDARD.version()),
          "`VERSION`.");

  static final Setting<Duration> SOCKET_TIMEOUT =
      Setting.of(
          "cache.socket_timeout",
          Kinds.DURATION,
          "5s",
          "`socket_timeout` in `OPTIONS`: how long to wait for the cache. `TIMEOUT` does not matter:"
              + " sessions have their own.");

  static final List<Setting<?>> ALL = List.of(LOCATION, KEY_PREFIX, VERSION, SOCKET_TIMEOUT);

  private CachingSettings() {}
}
