package dev.sluice.web;

import dev.sluice.Attribute;
import dev.sluice.MissingAttributeException;
import dev.sluice.Scope;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protection of views against requests that a page of another site makes with the user's
 * cookies, compatible with Django 5.2's {@code CsrfViewMiddleware}: each takes the other's cookie
 * and token. Safe for use by many threads.
 *
 * <p>A page puts {@link #token} into a hidden field {@code csrfmiddlewaretoken}, or a script copies
 * the cookie into the header {@code X-CSRFToken}. A view whose caller proves itself otherwise, such
 * as by a token in {@code Authorization}, needs none of this.
 */
public final class Csrf {

  private static final Logger LOG = LoggerFactory.getLogger(Csrf.class);
  private static final Attribute<CsrfSecret> KEY =
      Attribute.of("csrf", CsrfSecret.class, "Csrf.protect");

  private final CsrfConfig config;
  private final CsrfCheck check;
  private final SecureRandom random;
  private final Clock clock;

  /** Makes one that takes secrets from {@code random} and the cookie's end from {@code clock}. */
  public Csrf(CsrfConfig config, SecureRandom random, Clock clock) {
    this.config = config;
    this.check = new CsrfCheck(config);
    this.random = random;
    this.clock = clock;
  }

  /**
   * Returns a view that refuses forged requests with a {@link CsrfException}, and that can give its
   * page a token. Methods that change nothing, such as GET, are not checked.
   */
  public View protect(View inner) {
    return request -> {
      requireGenuine(request);
      var scope = request.scope();
      var secret = CsrfSecret.in(Cookies.parse(scope.headers()), config.cookieName(), random);
      var response = inner.respond(new Request(scope.with(KEY, secret), request.body()));
      return secret.toSend().map(it -> withCookie(response, it)).orElse(response);
    };
  }

  /**
   * Returns a token for a page, and makes the response set the cookie it belongs to.
   *
   * @throws MissingAttributeException if the view is not protected
   */
  public static String token(Scope scope) {
    return scope.get(KEY).token();
  }

  /**
   * Changes the secret, so that tokens given out before are void; for when a user logs in. Nothing
   * happens where the view is not protected.
   */
  public static void rotate(Scope scope) {
    scope.find(KEY).ifPresent(CsrfSecret::rotate);
  }

  private void requireGenuine(Request request) {
    try {
      check.check(request);
    } catch (CsrfException e) {
      LOG.info(
          "{} refused: {} at {}",
          request.scope().id(),
          e.reason(),
          LogText.of(request.scope().path()));
      throw e;
    }
  }

  private Response withCookie(Response response, String secret) {
    var cookie = config.cookie(secret).lasting(config.maxAge(), clock);
    var headers = cookie.addTo(VaryField.add(response.headers(), "Cookie"));
    return new Response(response.status(), headers, response.body());
  }
}
