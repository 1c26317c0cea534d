package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.SessionRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class JdbcSessionStoreTest {

  private static final String KEY = "abcdefghijklmnopqrstuvwxyz012345";
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");

  private final Kind kind;
  private final Site site;
  private final JdbcSessionStore sessions;

  JdbcSessionStoreTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.site = sites.migrated(kind);
    this.sessions = at(NOW);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void whatIsAddedIsFound() {
    var values = new LinkedHashMap<String, @Nullable Object>();
    values.put("nothing", null);
    values.put("list", List.of(1, 2.5, "drei", Map.of("vier", 10_000_000_000L)));
    var session = new SessionRecord(KEY, values, NOW.plusMillis(1500));
    assertThat(sessions.insert(session)).isTrue();
    assertThat(sessions.find(KEY)).contains(session);
    if (kind == Kind.SQLITE) {
      assertThat(site.rows("SELECT expire_date FROM django_session", 1))
          .containsExactly("2026-11-22 07:00:01.500000");
    }
  }

  @Test
  void aKeyIsGivenOnce() {
    assertThat(sessions.insert(record("a", 1))).isTrue();
    assertThat(sessions.insert(record("b", 1))).isFalse();
    assertThat(sessions.find(KEY).orElseThrow().values()).containsKey("a");
  }

  @Test
  void aSessionIsReplaced() {
    sessions.insert(record("a", 1));
    assertThat(sessions.update(record("b", 60))).isTrue();
    assertThat(sessions.find(KEY)).contains(record("b", 60));
  }

  @Test
  void aDeletedSessionStaysDeleted() {
    sessions.insert(record("a", 1));
    sessions.delete(KEY);
    sessions.delete(KEY);
    assertThat(sessions.update(record("a", 1))).isFalse();
    assertThat(sessions.find(KEY)).isEmpty();
  }

  @Test
  void aSessionEndsAtItsTime() {
    sessions.insert(record("a", 1));
    assertThat(at(NOW.plusMillis(999)).find(KEY)).isPresent();
    assertThat(at(NOW.plusSeconds(1)).find(KEY)).isEmpty();
    assertThat(at(NOW.plusSeconds(1)).clearExpired()).isZero();
    assertThat(at(NOW.plusSeconds(2)).find(KEY)).isEmpty();
    assertThat(at(NOW.plusMillis(1001)).clearExpired()).isEqualTo(1);
    assertThat(sessions.find(KEY)).isEmpty();
  }

  @Test
  void aKeyThatCannotBeOneIsNobodys() {
    assertThat(sessions.find("")).isEmpty();
    assertThat(sessions.find("a".repeat(10_000))).isEmpty();
    assertThat(sessions.find("a\0b")).isEmpty();
  }

  @Test
  void aKeyInAnotherCaseIsNobodys() {
    sessions.insert(record("a", 1));
    assertThat(sessions.find(KEY.toUpperCase(Locale.ROOT))).isEmpty();
    var others = Spellings.others(KEY, 2 * ManyValues.MOST);
    assertThat(sessions.findAll(others)).isEmpty();
    assertThat(sessions.valuesOf(others)).isEmpty();
    others.add(KEY);
    assertThat(sessions.findAll(others)).containsOnlyKeys(KEY);
  }

  @Test
  void aSessionOfAnotherSiteIsEmpty() {
    sessions.insert(record("a", 1));
    var codec = new SessionCodec(SecretKeys.of("another"), site.clock);
    var other = new JdbcSessionStore(site.database, codec, Clock.fixed(NOW, ZoneOffset.UTC));
    assertThat(other.find(KEY).orElseThrow().values()).isEmpty();
  }

  private JdbcSessionStore at(Instant now) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new JdbcSessionStore(site.database, new SessionCodec(site.keys, clock), clock);
  }

  private static SessionRecord record(String name, int seconds) {
    return new SessionRecord(KEY, Map.of(name, 1), NOW.plusSeconds(seconds));
  }
}
