package dev.sluice.manage;

import dev.sluice.django.CacheSettings;
import dev.sluice.django.LegacyHashing;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where sessions are, and in which form.
 *
 * @param engine Django's {@code SESSION_ENGINE}
 * @param folder Django's {@code SESSION_FILE_PATH}, for the engine {@code file}
 * @param cache where the cache is, for the engines {@code cache} and {@code cached_db}
 * @param cacheNames how things are named there
 * @param cacheTimeout how long to wait for the cache
 * @param legacyHashing whether what Django signed before 3.1 is read
 */
public record SessionStorage(
    SessionEngine engine,
    Path folder,
    CacheUrl cache,
    CacheSettings cacheNames,
    Duration cacheTimeout,
    LegacyHashing legacyHashing) {}
