package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.ChannelEvent;
import dev.sluice.Event;
import dev.sluice.ExtensionEvent;
import dev.sluice.HttpEvent;
import dev.sluice.LifespanEvent;
import dev.sluice.Message;
import dev.sluice.WebSocketEvent;
import java.util.Optional;
import java.util.function.Function;

/** The messages of a client that speaks text, each made into a value. */
final class Messages<T> {

  /** Closes the socket of a client that sends what is not understood (RFC 6455, section 7.4.1). */
  static final BadInput CLOSE = (socket, problem) -> socket.close(1003, "text only");

  private final WebSocket socket;
  private final Function<String, T> read;
  private final BadInput badInput;

  Messages(WebSocket socket, Function<String, T> read, BadInput badInput) {
    this.socket = socket;
    this.read = read;
    this.badInput = badInput;
  }

  /** Waits for the next message that can be read; there is none once the socket is closed. */
  Optional<T> next() {
    for (var event = socket.next(); event.isPresent(); event = socket.next()) {
      var message = message(event.get());
      if (message.isPresent()) {
        return message;
      }
    }
    return Optional.empty();
  }

  private Optional<T> message(Event event) {
    try {
      return Optional.of(read.apply(text(event)));
    } catch (BadMessageException problem) {
      badInput.handle(socket, problem);
      return Optional.empty();
    }
  }

  private static String text(Event event) {
    return switch (event) {
      case WebSocketEvent.Text(String text) -> text;
      case WebSocketEvent.Binary(Bytes _) -> throw BadMessageException.binary();
      case ChannelEvent(Message message) ->
          throw new IllegalStateException(
              "a %s came from another part of the program (expected: the client's messages only; iterate over the socket to get both)"
                  .formatted(message.getClass().getName()));
      case WebSocketEvent _, HttpEvent _, LifespanEvent _, ExtensionEvent _ ->
          throw new IllegalStateException(event + " (expected: a message)");
    };
  }
}
