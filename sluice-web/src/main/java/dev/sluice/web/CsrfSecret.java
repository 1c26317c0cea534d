package dev.sluice.web;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CSRF secret of one request, which may be made or changed while it is served. */
final class CsrfSecret {

  private final SecureRandom random;

  /** Null until there is one. */
  private @Nullable String secret;

  private boolean changed;

  private CsrfSecret(SecureRandom random) {
    this.random = random;
  }

  /** Begins with what a cookie holds; where that is no secret the client gets another. */
  static CsrfSecret in(Cookies cookies, String name, SecureRandom random) {
    var secret = new CsrfSecret(random);
    cookies.find(name).ifPresent(secret::adopt);
    return secret;
  }

  private void adopt(String text) {
    if (CsrfTokens.isWellFormed(text)) {
      secret = CsrfTokens.secret(text);
      return;
    }
    rotate();
  }

  /** Returns a token for a page, and has the cookie sent so that it lasts. */
  String token() {
    changed = true;
    var current = secret == null ? CsrfTokens.newSecret(random) : secret;
    secret = current;
    return CsrfTokens.mask(current, random);
  }

  void rotate() {
    changed = true;
    secret = CsrfTokens.newSecret(random);
  }

  /** The secret for the cookie, if that is to be sent. */
  Optional<String> toSend() {
    return changed ? Optional.ofNullable(secret) : Optional.empty();
  }
}
