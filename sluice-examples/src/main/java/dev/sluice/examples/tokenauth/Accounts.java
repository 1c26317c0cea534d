package dev.sluice.examples.tokenauth;

import dev.sluice.auth.Auth;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.Identity;
import dev.sluice.manage.Site;
import dev.sluice.web.Csrf;
import dev.sluice.web.Form;
import dev.sluice.web.MethodView;
import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.UrlRouter;
import dev.sluice.web.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Logs in and out with a form and a cookie, and tells a page who is logged in. Each answer is JSON
 * and brings the cookie against forged requests that the next form needs.
 */
final class Accounts {

  private final Authentication authentication;
  private final Csrf csrf;

  private Accounts(Authentication authentication, Csrf csrf) {
    this.authentication = authentication;
    this.csrf = csrf;
  }

  static Accounts of(Site site) {
    var csrf = new Csrf(site.config().csrf(), site.random(), site.clock());
    return new Accounts(site.authentication(), csrf);
  }

  UrlRouter router() {
    return new UrlRouter()
        .view("whoami/", protect(new MethodView().get(Accounts::whoami)))
        .view("login/", protect(new MethodView().post(this::login)))
        .view("logout/", protect(new MethodView().post(Accounts::logout)));
  }

  private View protect(View inner) {
    return csrf.protect(request -> inner.respond(request).withHeader("Cache-Control", "no-store"));
  }

  private Response login(Request request) {
    var form = Form.read(request.headers(), request.body());
    var missing = missing(form, "username", "password");
    if (!missing.isEmpty()) {
      return Response.json(missing).withStatus(400);
    }
    var found =
        authentication.authenticate(
            request.scope(),
            form.field("username").orElseThrow(),
            form.field("password").orElseThrow());
    if (found.isEmpty()) {
      var wrong = List.of("Unable to log in with provided credentials.");
      return Response.json(Map.of("non_field_errors", wrong)).withStatus(400);
    }
    Auth.of(request.scope()).login(found.get());
    Csrf.rotate(request.scope());
    return whoami(request);
  }

  private static Response logout(Request request) {
    Auth.of(request.scope()).logout();
    return whoami(request);
  }

  private static Response whoami(Request request) {
    var user = Optional.of(Auth.of(request.scope()).identity()).filter(Identity::isAuthenticated);
    Csrf.token(request.scope()); // asking for it makes the answer set its cookie
    return Response.json(new Visitor(user.map(Identity::username)));
  }

  private static Map<String, List<String>> missing(Form form, String... names) {
    var missing = new TreeMap<String, List<String>>();
    for (var name : names) {
      if (form.field(name).orElse("").isEmpty()) {
        missing.put(name, List.of("This field is required."));
      }
    }
    return missing;
  }

  /** Who asks; null for nobody. */
  record Visitor(Optional<String> username) {}
}
