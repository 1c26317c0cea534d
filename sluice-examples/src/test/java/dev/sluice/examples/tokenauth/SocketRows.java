package dev.sluice.examples.tokenauth;

import static dev.sluice.examples.tokenauth.Expected.answers;
import static dev.sluice.examples.tokenauth.Expected.closes;
import static dev.sluice.examples.tokenauth.Expected.opens;
import static dev.sluice.examples.tokenauth.Expected.refuses;
import static dev.sluice.examples.tokenauth.Expected.says;
import static dev.sluice.examples.tokenauth.Row.better;
import static dev.sluice.examples.tokenauth.Row.same;

import java.util.List;

/** The groups about sockets: {@code ws-token}, {@code tutorial-only}, {@code ws-origin}. */
final class SocketRows {

  private static final String STRANGERS = "strangers are refused before the accept, never a crash";
  private static final String HELLO =
      "{\"command_response\": \"The command to say hello was received \", \"data_string_bacK\": %s}";

  private static final String MESSAGE = "one message, and the socket stays open";
  private static final Expected NO_OBJECT = error("invalid_message", "expected an object");

  static final List<Row> TOKEN =
      List.of(
          same("connect-good-token"),
          same("connect-without-origin"),
          better("connect-bad-token", STRANGERS, refuses(401)),
          better("connect-token-upper-case", STRANGERS, refuses(401)),
          better("connect-inactive-user", "who may not log in may not talk", refuses(401)),
          better("connect-missing-token", STRANGERS, refuses(401)),
          better("connect-empty-token", STRANGERS, refuses(401)),
          better("connect-other-parameter", STRANGERS, refuses(401)),
          better(
              "connect-duplicate-token",
              "who says two things is nobody",
              refuses(401),
              refuses(401)),
          same("connect-empty-then-good-token"),
          better("connect-query-not-utf8", STRANGERS, refuses(401)),
          better("connect-token-nul", STRANGERS, refuses(401)),
          better("connect-token-header-ignored", STRANGERS, refuses(401)),
          better(
              "invalid-json",
              MESSAGE,
              opens(),
              error("invalid_json", "not JSON (line 1, column 1)")),
          better(
              "empty-text-frame",
              MESSAGE,
              opens(),
              error("invalid_json", "not JSON (line 1, column 1)")),
          better(
              "json-not-an-object",
              MESSAGE,
              opens(),
              NO_OBJECT,
              opens(),
              NO_OBJECT,
              opens(),
              NO_OBJECT,
              opens(),
              NO_OBJECT),
          better(
              "json-without-data-string",
              "as its author meant: message.get(\"data_string\", None)",
              opens(),
              says(HELLO.formatted("null"))),
          better(
              "binary-frame",
              MESSAGE,
              opens(),
              error("binary_not_supported", "a binary message (expected: JSON in a text message)")),
          better(
              "token-deleted-while-open",
              "the socket ends with the token, and the next handshake is refused",
              opens(),
              closes(4401),
              refuses(401)));

  static final List<Row> TUTORIAL_ONLY =
      List.of(
          better(
              "http-without-an-http-entry",
              "HTTP is served beside the sockets",
              answers(200, "{\"token\": \"<token-of-testuserone>\"}"),
              answers(404, "")),
          better(
              "websocket-of-the-tutorial",
              "an unknown path is a 404",
              opens(),
              says(HELLO.formatted("\"x\"")),
              closes(1000),
              refuses(404)));

  static final List<Row> ORIGIN =
      List.of(
          same("origin-good"),
          better(
              "origin-bad",
              "an origin without a scheme is like any other wrong one",
              refuses(403),
              refuses(403),
              refuses(403),
              refuses(403),
              refuses(403)),
          same("origin-missing"),
          better("origin-empty", "like any other wrong one", refuses(403)),
          better("origin-malformed", "like any other wrong one", refuses(403)),
          better("origin-bad-with-token", "no crash without a token", refuses(403), refuses(403)),
          better(
              "host-header-bad",
              "a socket's host is checked too",
              refuses(400),
              answers(400, ""),
              answers(400, "")));

  private SocketRows() {}

  private static Expected error(String code, String message) {
    return says(
        "{\"error\": {\"code\": \"%s\", \"message\": \"%s\", \"path\": \"\"}}"
            .formatted(code, message));
  }
}
