package dev.sluice.auth;

import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The view that gives a token for a name and a password, which come by POST as a form or as JSON.
 * Answers as Django REST framework 3.16's {@code obtain_auth_token}, always in JSON. Safe for use
 * by many threads.
 *
 * <p>A wrong password, an unknown name and an inactive user get the same answer in the same time.
 */
public final class ObtainAuthToken implements View {

  private final Authentication authentication;
  private final TokenIssuer tokens;
  private final PostView.Refusal refusal;

  /** Makes one. */
  public ObtainAuthToken(Authentication authentication, TokenIssuer tokens) {
    this(authentication, tokens, PostView::invalid);
  }

  private ObtainAuthToken(
      Authentication authentication, TokenIssuer tokens, PostView.Refusal refusal) {
    this.authentication = authentication;
    this.tokens = tokens;
    this.refusal = refusal;
  }

  /**
   * Returns one that answers as a known tutorial's view does: whoever gets no token gets {@code 200
   * {"user_not_found": ...}}, whatever the reason.
   */
  public ObtainAuthToken withTutorialAnswers() {
    return new ObtainAuthToken(authentication, tokens, _ -> userNotFound());
  }

  @Override
  public Response respond(Request request) {
    return new PostView(values -> answer(request, values), refusal).respond(request);
  }

  private Response answer(Request request, Map<?, ?> values) {
    var username = PostedText.stripped(values, "username");
    var password = PostedText.of(values, "password");
    if (username instanceof PostedText.Text(String name)
        && password instanceof PostedText.Text(String secret)) {
      return answer(request, name, secret);
    }
    var errors = new LinkedHashMap<String, List<String>>();
    username.addErrorTo(errors, "username");
    password.addErrorTo(errors, "password");
    return refusal.of(errors);
  }

  private Response answer(Request request, String username, String password) {
    return authentication
        .authenticate(request.scope(), username, password)
        .map(found -> Response.json(Map.of("token", tokens.tokenOf(found.user()))))
        .orElseGet(() -> refusal.of(Posted.errors("Unable to log in with provided credentials.")));
  }

  private static Response userNotFound() {
    return Response.json(
        Map.of("user_not_found", "There is no user with this username and password !"));
  }
}
