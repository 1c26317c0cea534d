package dev.sluice.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.Headers;
import dev.sluice.WebSocketCommand;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A client's wish to speak the WebSocket protocol, and the answer (RFC 6455, section 4.2).
 *
 * @param subprotocols those that the client offers
 */
record Handshake(Request request, String key, List<String> subprotocols) {

  private static final String VERSION = "13";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "upgrade", "content-length", "transfer-encoding");

  /**
   * Reads the handshake.
   *
   * @throws RefusedException with 405, 400 or 426 if it is not a proper one
   */
  static Handshake of(Request request) {
    if (!request.method().equals("GET")) {
      throw new RefusedException(405, "a WebSocket handshake is a GET", Headers.of("Allow", "GET"));
    }
    if (!request.isModern() || request.bodyBytes() != 0) {
      throw RefusedException.bad("a WebSocket handshake is HTTP/1.1 and has no body");
    }
    checkVersion(request.headers());
    return new Handshake(request, key(request.headers()), subprotocols(request.headers()));
  }

  /**
   * Returns the header fields that complete it.
   *
   * @throws IllegalStateException if the client cannot be answered like that
   */
  Headers answer(WebSocketCommand.Accept accept) {
    accept.headers().fields().forEach(Handshake::requireNotOwn);
    var answer =
        Headers.of("Upgrade", "websocket")
            .with("Connection", "Upgrade")
            .with("Sec-WebSocket-Accept", accept(key));
    if (accept.subprotocol().isEmpty()) {
      return answer.withAll(accept.headers());
    }
    var chosen = accept.subprotocol().get();
    if (!subprotocols.contains(chosen)) {
      throw new IllegalStateException(
          "the subprotocol is %s (expected: one that the client offers, of %s)"
              .formatted(LogText.printable(chosen), subprotocols));
    }
    return answer.with("Sec-WebSocket-Protocol", chosen).withAll(accept.headers());
  }

  /** Returns what proves to a client that its key was read. */
  static String accept(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-1 (expected: every JDK has)", e);
    }
  }

  private static void requireNotOwn(Headers.Field field) {
    var name = field.name().toLowerCase(Locale.ROOT);
    if (OWN_HEADERS.contains(name) || name.startsWith("sec-websocket-")) {
      throw new IllegalStateException(
          "the accept has a header %s (expected: none that belongs to the handshake itself)"
              .formatted(field.name()));
    }
  }

  private static void checkVersion(Headers headers) {
    var version = headers.first("Sec-WebSocket-Version");
    if (version.isEmpty()) {
      throw RefusedException.bad("the Sec-WebSocket-Version header is missing");
    }
    if (!version.get().equals(VERSION)) {
      throw new RefusedException(
          426,
          "the only known WebSocket version is 13",
          Headers.of("Sec-WebSocket-Version", VERSION).with("Upgrade", "websocket"));
    }
  }

  private static String key(Headers headers) {
    var key = headers.first("Sec-WebSocket-Key").orElse("");
    if (!key.matches("[A-Za-z0-9+/]{22}==")) {
      throw RefusedException.bad("the Sec-WebSocket-Key header is not 16 bytes in Base64");
    }
    return key;
  }

  private static List<String> subprotocols(Headers headers) {
    var offered = Tokens.exactly(headers, "Sec-WebSocket-Protocol");
    for (var name : offered) {
      try {
        var _ = new Headers.Field(name, "");
      } catch (IllegalArgumentException e) {
        throw RefusedException.bad("a subprotocol is not a token");
      }
    }
    return offered;
  }
}
