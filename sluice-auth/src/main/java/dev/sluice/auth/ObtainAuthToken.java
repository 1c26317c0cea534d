package dev.sluice.auth;

import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
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

  private static final String METHODS = "POST, OPTIONS";

  private final Authentication authentication;
  private final TokenIssuer tokens;
  private final Refusals refusals;

  /** Makes one. */
  public ObtainAuthToken(Authentication authentication, TokenIssuer tokens) {
    this(authentication, tokens, ObtainAuthToken::invalid);
  }

  private ObtainAuthToken(Authentication authentication, TokenIssuer tokens, Refusals refusals) {
    this.authentication = authentication;
    this.tokens = tokens;
    this.refusals = refusals;
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
    return switch (request.scope().method()) {
      case "POST" -> answer(LoginInput.read(request));
      case "OPTIONS" -> Response.status(200).withHeader("Allow", METHODS);
      case String method ->
          detail(405, "Method \"" + method + "\" not allowed.").withHeader("Allow", METHODS);
    };
  }

  private Response answer(LoginInput input) {
    return switch (input) {
      case LoginInput.Given(String username, String password) -> answer(username, password);
      case LoginInput.Invalid(var errors) -> refusals.respond(errors);
      case LoginInput.Unreadable(int status, String why) -> detail(status, why);
    };
  }

  private Response answer(String username, String password) {
    return authentication
        .authenticate(username, password)
        .map(found -> Response.json(Map.of("token", tokens.tokenOf(found.user()))))
        .orElseGet(
            () ->
                refusals.respond(LoginInput.errors("Unable to log in with provided credentials.")));
  }

  private static Response invalid(Map<String, List<String>> errors) {
    return Response.json(errors).withStatus(400);
  }

  private static Response userNotFound() {
    return Response.json(
        Map.of("user_not_found", "There is no user with this username and password !"));
  }

  private static Response detail(int status, String text) {
    return Response.json(Map.of("detail", text)).withStatus(status);
  }

  /** What to answer to somebody who gets no token. */
  @FunctionalInterface
  private interface Refusals {
    Response respond(Map<String, List<String>> errors);
  }
}
