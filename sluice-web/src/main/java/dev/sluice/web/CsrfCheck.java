package dev.sluice.web;

import dev.sluice.HttpScope;
import java.util.Set;

/** The questions that Django 5.2 asks of a request before it believes that its own page made it. */
final class CsrfCheck {

  private static final String FIELD = "csrfmiddlewaretoken";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final CsrfConfig config;
  private final OriginPolicy origins;

  CsrfCheck(CsrfConfig config) {
    this.config = config;
    this.origins = new OriginPolicy(config.trustedOrigins());
  }

  /** Returns if the request changes nothing, or comes from a page of the site with its token. */
  void check(Request request) {
    var scope = request.scope();
    if (SAFE.contains(scope.method())) {
      return;
    }
    if (scope.headers().first("Origin").isPresent()) {
      require(origins.allows(scope), CsrfFailure.BAD_ORIGIN);
    } else if (OriginPolicy.isSecure(scope)) {
      checkReferer(scope);
    }
    checkToken(request);
  }

  /**
   * Over TLS a page without TLS is not trusted: whoever sits on the wire can write such a page, and
   * cookies too.
   */
  private void checkReferer(HttpScope scope) {
    var referer =
        scope.headers().first("Referer").orElseThrow(() -> failed(CsrfFailure.NO_REFERER));
    var parts =
        UrlParts.of(referer)
            .filter(it -> !it.scheme().isEmpty() && !it.authority().isEmpty())
            .orElseThrow(() -> failed(CsrfFailure.MALFORMED_REFERER));
    require(parts.scheme().equals("https"), CsrfFailure.INSECURE_REFERER);
    var origin =
        Origin.parse("https://" + parts.authority())
            .orElseThrow(() -> failed(CsrfFailure.BAD_REFERER));
    require(origins.trusts(origin) || isOwn(scope, origin), CsrfFailure.BAD_REFERER);
  }

  /** Where the cookie is for a whole domain, the site is that domain. */
  private boolean isOwn(HttpScope scope, Origin origin) {
    var own = OriginPolicy.own(scope);
    if (config.domain().isEmpty()) {
      return own.filter(origin::equals).isPresent();
    }
    return own.filter(it -> it.port() == origin.port()).isPresent()
        && new DomainPattern(config.domain()).matches(origin.host());
  }

  private void checkToken(Request request) {
    var cookie =
        Cookies.parse(request.scope().headers())
            .find(config.cookieName())
            .orElseThrow(() -> failed(CsrfFailure.NO_COOKIE));
    require(CsrfTokens.isWellFormed(cookie), CsrfFailure.BAD_COOKIE);
    var token = token(request);
    require(!token.isEmpty(), CsrfFailure.NO_TOKEN);
    require(CsrfTokens.isWellFormed(token), CsrfFailure.BAD_TOKEN);
    require(CsrfTokens.matches(token, CsrfTokens.secret(cookie)), CsrfFailure.WRONG_TOKEN);
  }

  private String token(Request request) {
    var headers = request.scope().headers();
    var posted = request.scope().method().equals("POST") && Form.isForm(headers);
    var field = posted ? request.form().field(FIELD).orElse("") : "";
    return field.isEmpty() ? headers.first(config.headerName()).orElse("") : field;
  }

  private static void require(boolean holds, CsrfFailure failure) {
    if (!holds) {
      throw failed(failure);
    }
  }

  private static CsrfException failed(CsrfFailure failure) {
    return new CsrfException(failure);
  }
}
