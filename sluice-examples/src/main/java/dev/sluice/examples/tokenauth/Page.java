package dev.sluice.examples.tokenauth;

import dev.sluice.web.Assets;
import dev.sluice.web.View;

/** The page and its files, with headers that let nothing in from elsewhere. */
final class Page {

  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self'",
          "connect-src 'self'", // this site's WebSockets too (CSP level 3, section 6.7.2.8)
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");

  private final Assets assets = Assets.of(Page.class, "page");

  View index() {
    return strict(assets.file("index.html"));
  }

  View files() {
    return strict(assets);
  }

  private static View strict(View inner) {
    return request ->
        inner
            .respond(request)
            .withHeader("Content-Security-Policy", POLICY)
            .withHeader("Cross-Origin-Opener-Policy", "same-origin")
            .withHeader("Referrer-Policy", "no-referrer");
  }
}
