package dev.sluice.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sessions.Session;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** CVE-2020-35681 let the users of Channels 3.0 see each other's sessions. */
final class TwoUsersTest {

  private static final int VISITS = 200;

  private final Site site = Site.withAnnAndBen();

  @Test
  void usersSideBySideNeverSeeEachOthersData() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var visits = new ArrayList<Callable<String>>();
      for (var i = 0; i < VISITS; i++) {
        var id = String.valueOf(1 + i % 2);
        var secret = "secret " + i;
        visits.add(() -> visit(id, secret));
      }

      for (var visit : threads.invokeAll(visits)) {
        assertThat(visit.get()).isEmpty();
      }
    }
  }

  /** Logs in, comes back, looks around, logs out, comes back; tells what was wrong. */
  private String visit(String id, String secret) {
    var seen = new StringBuilder();
    var login =
        site.page(
                scope -> {
                  Auth.of(scope).login(site.authenticated(id));
                  Session.of(scope).put("secret", secret);
                })
            .exchange();
    var key = Site.key(login).orElseThrow();
    site.onSocket(
        Optional.of(key),
        scope -> {
          if (!Auth.of(scope).requireUser().id().equals(id)) {
            seen.append("another user; ");
          }
          if (!Session.of(scope).find("secret", String.class).orElse("").equals(secret)) {
            seen.append("another's secret; ");
          }
          Auth.of(scope).logout();
        });
    site.page(
            scope -> {
              if (Auth.of(scope).identity().isAuthenticated()) {
                seen.append("a user after the logout; ");
              }
            })
        .cookie("sessionid", key)
        .exchange();
    return seen.toString();
  }
}
