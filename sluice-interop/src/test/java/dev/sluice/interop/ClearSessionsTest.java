package dev.sluice.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.SessionRecord;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code clearsessions} of either site takes away what has expired at both, and nothing else. */
@OnEachDatabase
final class ClearSessionsTest {

  private final Neighbours neighbours;
  private final Django django;
  private final Browser ours = new Browser();
  private final Browser theirs = new Browser();
  private String ourExpired = "";
  private String theirExpired = "";

  ClearSessionsTest(Neighbours neighbours) {
    this.neighbours = neighbours;
    this.django = neighbours.django();
  }

  @BeforeEach
  void logInAtBoth() throws Exception {
    var person = neighbours.madeHere();
    ours.logInHere(neighbours, person.name());
    theirs.logInAtDjango(neighbours, person.name());
    ourExpired = UUID.randomUUID().toString().replace("-", "");
    var site = neighbours.site();
    var past = site.clock().instant().minusSeconds(1);
    site.sessionStore().insert(new SessionRecord(ourExpired, Map.of(), past));
    theirExpired = django.ask("expired_session").asString();
    assertThat(isThere(ourExpired)).isTrue();
    assertThat(isThere(theirExpired)).isTrue();
  }

  @AfterEach
  void close() {
    ours.close();
    theirs.close();
  }

  @Test
  void djangosLeavesWhatIsLive() throws Exception {
    django.ask("manage", "clearsessions");
    expectOnlyTheLiveOnes();
  }

  @Test
  void oursLeavesWhatIsLive() throws Exception {
    neighbours.manage(Map.of(), "clearsessions");
    expectOnlyTheLiveOnes();
  }

  private void expectOnlyTheLiveOnes() throws Exception {
    assertThat(isThere(ourExpired)).isFalse();
    assertThat(isThere(theirExpired)).isFalse();
    assertThat(ours.whoInDjango(neighbours)).doesNotContain("");
    assertThat(theirs.knock(neighbours.here("/front/"))).isEqualTo(101);
  }

  private boolean isThere(String key) throws Exception {
    return django.ask("has_session", key).asBoolean();
  }
}
