package dev.sluice.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.HttpAnswer;
import dev.sluice.web.SameSite;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The recorded conversations about settings of sessions, by the names of their scenarios. */
final class SessionTranscriptsTest {

  /** Transcript save-every-request. */
  @Test
  void savedEveryRequest() {
    var site = Site.of(SessionConfig.defaults().withSaveEveryRequest(true));

    assertThat(cookie(site.answer(200, Session::isEmpty))).isEmpty();

    var key = site.keyOfSessionWith("_auth_user_id", "2");
    assertThat(cookie(site.answer(200, Session::isEmpty, key)))
        .contains(
            "sessionid=%s; expires=Sun, 06 Dec 2026 10:00:00 GMT; HttpOnly; Max-Age=1209600; Path=/; SameSite=Lax"
                .formatted(key));
  }

  /** Transcript browser-close; the deletion names Secure and SameSite as the cookie did. */
  @Test
  void cookieAttributes() {
    var config =
        SessionConfig.defaults()
            .withExpireAtBrowserClose(true)
            .withSecure(true)
            .withSameSite(SameSite.STRICT);
    var site = Site.of(config);

    var login = site.answer(200, session -> session.put("_auth_user_id", "1"));
    var key = site.keyIn(login).orElseThrow();
    assertThat(cookie(login))
        .contains("sessionid=%s; HttpOnly; Path=/; SameSite=Strict; Secure".formatted(key));

    assertThat(cookie(site.answer(200, Session::flush, key)))
        .contains(
            "sessionid=\"\"; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Strict; Secure");
  }

  private static Optional<String> cookie(HttpAnswer answer) {
    return answer.headers().first("Set-Cookie");
  }
}
