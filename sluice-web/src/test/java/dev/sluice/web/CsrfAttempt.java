package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** A request that may be forged; empty texts stand for what does not come. */
record CsrfAttempt(
    String method,
    boolean secure,
    Map<String, String> headers,
    String cookie,
    String field,
    String domain) {

  static final Response OK = new Response(200, Headers.none(), Bytes.empty());
  static final SecureRandom RANDOM = new SecureRandom();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);

  static Csrf csrf(CsrfConfig config) {
    return new Csrf(config, RANDOM, CLOCK);
  }

  Map<String, Object> question() {
    return Map.of(
        "method", method,
        "secure", secure,
        "headers", headers,
        "cookie", cookie,
        "field", field,
        "domain", domain);
  }

  Request request() {
    var given = Headers.of("Content-Type", Form.URL_ENCODED);
    for (var header : headers.entrySet()) {
      given = given.with(header.getKey(), header.getValue());
    }
    if (!cookie.isEmpty()) {
      given = given.with("Cookie", "csrftoken=" + cookie);
    }
    var body = field.isEmpty() ? "" : "csrfmiddlewaretoken=" + field;
    var scope = Scopes.http(method, secure ? "https" : "http", "/", given);
    return new Request(scope, Bytes.utf8(body));
  }

  boolean isAllowed() throws Exception {
    return isAllowed(CsrfConfig.defaults().withDomain(domain));
  }

  boolean isAllowed(CsrfConfig config) throws Exception {
    try {
      return csrf(config).protect(_ -> OK).respond(request()).status() == 200;
    } catch (CsrfException e) {
      return false;
    }
  }

  CsrfFailure failure() {
    return failure(CsrfConfig.defaults());
  }

  CsrfFailure failure(CsrfConfig config) {
    try {
      csrf(config).protect(_ -> OK).respond(request());
    } catch (CsrfException e) {
      return e.failure();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("allowed");
  }
}
