package dev.sluice.examples.tokenauth;

import static dev.sluice.examples.tokenauth.Expected.answers;
import static dev.sluice.examples.tokenauth.Row.better;
import static dev.sluice.examples.tokenauth.Row.elsewhere;
import static dev.sluice.examples.tokenauth.Row.same;
import static dev.sluice.examples.tokenauth.Row.testedBy;

import java.util.List;

/** The group {@code http}: the tutorial's login, CORS, Django's own sessions. */
final class HttpRows {

  private static final String TOKEN = "{\"token\": \"<token-of-testuserone>\"}";
  private static final Expected WRONG =
      answers(400, "{\"non_field_errors\": [\"Unable to log in with provided credentials.\"]}");
  private static final String REQUIRED = "[\"This field is required.\"]";
  private static final Expected BOTH_MISSING =
      answers(400, "{\"username\": %s, \"password\": %s}".formatted(REQUIRED, REQUIRED));
  private static final String NOT_THE_TUTORIALS = "the oracle site's, not the tutorial's";

  static final List<Row> ALL =
      List.of(
          same("login-ok"),
          better("login-bad-password", "a failure is no 200", WRONG),
          better("login-unknown-user", "a failure is no 200", WRONG),
          better("login-inactive-user", "a failure is no 200", WRONG),
          better(
              "login-missing-password",
              "the field is named",
              answers(400, "{\"password\": %s}".formatted(REQUIRED))),
          better(
              "login-missing-username",
              "the field is named",
              answers(400, "{\"username\": %s}".formatted(REQUIRED))),
          better("login-empty-body", "the fields are named", BOTH_MISSING),
          same("login-no-content-type"),
          better("login-json-body", "JSON is read like a form", answers(200, TOKEN)),
          better("login-malformed-json", "in our parser's words", answers(400, "")),
          same("login-text-plain"),
          same("login-multipart"),
          same("login-multipart-without-boundary"),
          same("login-repeated-fields"),
          better("login-fields-in-query", "the fields are named", BOTH_MISSING),
          better("login-chunked", "a chunked body is read too", answers(200, TOKEN)),
          same("login-http-1-0"),
          better("login-nul-in-username", "a failure is no 200", answers(400, "")),
          better("login-not-utf8", "a failure is no 200", answers(400, "")),
          same("login-get"),
          same("login-head"),
          same("login-put"),
          better("login-options", "no description of the code", answers(200, "")),
          better("login-browser-get", "JSON for browsers too, no API pages", answers(405, "")),
          better("login-not-acceptable", "what else should be sent", answers(200, TOKEN)),
          better("login-without-trailing-slash", "the body would be lost", answers(404, "")),
          better("login-get-without-trailing-slash", "one name for one thing", answers(404, "")),
          testedBy(
              "login-user-without-token", TokenAuthTest.class, "whoeverHasNoTokenGetsOneAtLogin"),
          better(
              "login-while-logged-in-by-session",
              "the password counts, no cookie is looked at",
              answers(200, TOKEN)),
          same("login-with-bad-session-cookie"),
          better(
              "login-with-basic-auth-wrong",
              "the fields count, no other credentials are looked at",
              answers(200, TOKEN)),
          same("login-with-token-header"),
          same("cors-preflight"),
          same("cors-preflight-unknown-path"),
          same("cors-request"),
          same("cors-request-error"),
          elsewhere("jwt-obtain-and-bad", "JWT: " + NOT_THE_TUTORIALS),
          same("unknown-path"),
          better(
              "http-get-on-a-websocket-path",
              "HTTP and WebSocket share the path /",
              answers(404, ""),
              answers(200, "")),
          elsewhere("admin-redirect", "the administration stays Django's; see AdministrationTest"),
          elsewhere("admin-login-without-csrf", "the administration stays Django's"),
          testedBy("keep-alive", AccountsTest.class, "oneConnectionTakesManyRequests"),
          testedBy("session-login-and-out", AccountsTest.class, "aFormLoginLastsUntilTheLogout"),
          testedBy("session-rotation", AccountsTest.class, "eachUserGetsASessionOfTheirOwn"),
          elsewhere("http-consumer-login", "AsyncHttpConsumer: " + NOT_THE_TUTORIALS),
          elsewhere("http-consumer-login-again", "AsyncHttpConsumer: " + NOT_THE_TUTORIALS),
          elsewhere("http-consumer-late-login", "AsyncHttpConsumer: " + NOT_THE_TUTORIALS),
          elsewhere("http-consumer-error", "AsyncHttpConsumer: " + NOT_THE_TUTORIALS),
          elsewhere("http-consumer-unknown-path", "AsyncHttpConsumer: " + NOT_THE_TUTORIALS));

  private HttpRows() {}
}
