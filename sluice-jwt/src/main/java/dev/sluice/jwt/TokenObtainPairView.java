package dev.sluice.jwt;

import dev.sluice.auth.Authentication;
import dev.sluice.auth.PostView;
import dev.sluice.auth.PostedText;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The view that gives an access token and a refresh token for a name and a password. Answers as
 * simplejwt 5.2's view of this name. Safe for use by many threads.
 *
 * <p>As there, white space around a password does not count. A wrong password, an unknown name and
 * an inactive user get the same answer in the same time.
 */
public final class TokenObtainPairView implements View {

  static final String CHALLENGE = "Bearer realm=\"api\"";

  private final Authentication authentication;
  private final JwtIssuer issuer;
  private final View view = new PostView(this::answer);

  /** Makes one. */
  public TokenObtainPairView(Authentication authentication, JwtIssuer issuer) {
    this.authentication = authentication;
    this.issuer = issuer;
  }

  @Override
  public Response respond(Request request) throws Exception {
    return view.respond(request);
  }

  private Response answer(Map<?, ?> values) {
    var username = PostedText.stripped(values, "username");
    var password = PostedText.stripped(values, "password");
    if (username instanceof PostedText.Text(String name)
        && password instanceof PostedText.Text(String secret)) {
      return answer(name, secret);
    }
    var errors = new LinkedHashMap<String, List<String>>();
    username.addErrorTo(errors, "username");
    password.addErrorTo(errors, "password");
    return PostView.invalid(errors);
  }

  private Response answer(String username, String password) {
    return authentication
        .authenticate(username, password)
        .map(found -> Response.json(issuer.pairOf(found.user())))
        .orElseGet(
            () ->
                PostView.detail(401, "No active account found with the given credentials")
                    .withHeader("WWW-Authenticate", CHALLENGE));
  }
}
