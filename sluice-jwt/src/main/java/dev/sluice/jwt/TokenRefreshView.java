package dev.sluice.jwt;

import dev.sluice.auth.PostView;
import dev.sluice.auth.PostedText;
import dev.sluice.auth.UserStore;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The view that gives an access token for a refresh token. Answers as simplejwt 5.2's view of this
 * name without rotation. Safe for use by many threads.
 *
 * <p>Unlike there, a user who is gone or inactive gets no new tokens; the answer is that of
 * simplejwt 5.5.
 */
public final class TokenRefreshView implements View {

  private final JwtIssuer issuer;
  private final UserStore users;
  private final RevokedTokens revoked;
  private final View view = new PostView(this::answer);

  /** Makes one that knows of no token taken back. */
  public TokenRefreshView(JwtIssuer issuer, UserStore users) {
    this(issuer, users, _ -> false);
  }

  /** Makes one that refuses what was taken back. */
  public TokenRefreshView(JwtIssuer issuer, UserStore users, RevokedTokens revoked) {
    this.issuer = issuer;
    this.users = users;
    this.revoked = revoked;
  }

  @Override
  public Response respond(Request request) throws Exception {
    return view.respond(request);
  }

  private Response answer(Map<?, ?> values) {
    var refresh = PostedText.stripped(values, "refresh");
    if (refresh instanceof PostedText.Text(String token)) {
      return answer(token);
    }
    var errors = new LinkedHashMap<String, List<String>>();
    refresh.addErrorTo(errors, "refresh");
    return PostView.invalid(errors);
  }

  private Response answer(String token) {
    return switch (issuer.read(token)) {
      case Reading.Genuine(var claims) -> answer(claims);
      case Reading.Refusal(JwtOutcome.Invalid(var fault)) -> invalid(fault.message());
      case Reading.Refusal _ -> invalid("Token is invalid or expired");
    };
  }

  private Response answer(JwtClaims claims) {
    if (revoked.contains(claims)) {
      return invalid("Token is blacklisted");
    }
    return switch (JwtAuthentication.owner(users, claims)) {
      case JwtOutcome.Valid _ -> Response.json(Map.of("access", issuer.refreshed(claims)));
      case JwtOutcome.Refused _ ->
          unauthorized(Map.of("detail", "No active account found for the given token."));
    };
  }

  private static Response invalid(String detail) {
    var body = new LinkedHashMap<String, String>();
    body.put("detail", detail);
    body.put("code", "token_not_valid");
    return unauthorized(body);
  }

  private static Response unauthorized(Map<String, String> body) {
    return Response.json(body)
        .withStatus(401)
        .withHeader("WWW-Authenticate", TokenObtainPairView.CHALLENGE);
  }
}
