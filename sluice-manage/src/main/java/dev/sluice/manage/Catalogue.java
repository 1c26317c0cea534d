package dev.sluice.manage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All settings there are. */
final class Catalogue {

  static final List<Setting<?>> ALL =
      Stream.of(
              SiteSettings.ALL,
              ServerSettings.ALL,
              HashingSettings.ALL,
              AuthSettings.ALL,
              JwtSettings.ALL,
              SessionSettings.ALL,
              CachingSettings.ALL,
              CsrfSettings.ALL,
              CorsSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  static final List<String> KEYS = ALL.stream().<String>map(Setting::key).toList();

  private Catalogue() {}

  static Optional<Setting<?>> find(String key) {
    return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
  }
}
