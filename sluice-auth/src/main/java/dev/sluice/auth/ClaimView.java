package dev.sluice.auth;

import dev.sluice.DenyException;
import dev.sluice.sessions.SessionMiddleware;
import dev.sluice.web.MethodView;
import dev.sluice.web.OriginPolicy;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.util.List;

/**
 * The view that gives a page the cookie of a session that began on its WebSocket, for the code that
 * {@link Auth#claimCode} gave: the field {@code code} of a form that comes by POST, from a page of
 * the same origin. Answers 204 with the cookie, or 400. Safe for use by many threads.
 *
 * <p>It stands by itself, outside {@link AuthMiddlewareStack}, and behind {@link
 * dev.sluice.web.AllowedHosts}. A code that is unknown, used or too old gets the same answer after
 * the same work.
 */
public final class ClaimView implements View {

  /** Of the same form as a key, and of no session, so that the store is asked for something. */
  private static final String NO_KEY = "0".repeat(32);

  private final ClaimCodes codes;
  private final SessionMiddleware sessions;
  private final OriginPolicy ownOrigin = new OriginPolicy(List.of());
  private final View methods = new MethodView().post(this::claim);

  /** Makes one that sets the cookies that {@code sessions} reads. */
  public ClaimView(ClaimCodes codes, SessionMiddleware sessions) {
    this.codes = codes;
    this.sessions = sessions;
  }

  @Override
  public Response respond(Request request) throws Exception {
    return methods.respond(request).withHeader("Cache-Control", "no-store");
  }

  private Response claim(Request request) {
    if (!ownOrigin.allows(request.scope())) {
      throw new DenyException(403, "Origin not allowed");
    }
    var key = codes.claim(request.form().field("code").orElse(""));
    var cookie = sessions.cookie(key.orElse(NO_KEY));
    return key.isPresent() && cookie.isPresent()
        ? Response.status(204).withHeader("Set-Cookie", cookie.get().header())
        : Response.text("the code is unknown, used or too old; log in again\n").withStatus(400);
  }
}
