package dev.sluice.examples.consumers;

import dev.sluice.Application;
import dev.sluice.consumers.Demultiplexer;
import dev.sluice.consumers.JsonWebSocketConsumer;
import dev.sluice.consumers.WebSocketConsumer;
import dev.sluice.web.BadInput;
import dev.sluice.web.BadMessageException;
import dev.sluice.web.BadMessageException.Code;
import dev.sluice.web.JsonFormat;
import dev.sluice.web.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A board that clients draw on, in messages that are records. */
public final class Board {

  private Board() {}

  // begin messages
  sealed interface Command {
    record MoveTo(int x, int y) implements Command {}

    record LineTo(int x, int y, Optional<String> colour) implements Command {}

    record Clear() implements Command {}
  }

  sealed interface Event {
    record Drawn(int lines) implements Event {}
  }

  // end messages

  // begin loop
  static void draw(WebSocket socket) {
    socket.accept();
    var lines = 0;
    for (var command : socket.json(Command.class)) {
      lines =
          switch (command) {
            case Command.MoveTo _ -> lines;
            case Command.LineTo _ -> lines + 1;
            case Command.Clear _ -> 0;
          };
      socket.sendJson(new Event.Drawn(lines));
    }
  }

  // end loop

  // begin json
  static final class Drawing extends JsonWebSocketConsumer<Command, Event> {

    private final List<Command.LineTo> lines = new ArrayList<>();

    Drawing() {
      super(
          JsonFormat.of(Command.class).withField("do").withDots(),
          JsonFormat.of(Event.class).withName(Event.Drawn.class, "ok"));
    }

    @Override
    protected void receiveJson(Command command) {
      switch (command) {
        case Command.MoveTo _ -> {}
        case Command.LineTo line -> lines.add(line);
        case Command.Clear _ -> lines.clear();
      }
      sendJson(new Event.Drawn(lines.size()));
    }

    @Override
    protected void badMessage(BadMessageException problem) {
      switch (problem.code()) {
        case INVALID_MESSAGE, UNKNOWN_TYPE -> close(4422, problem.summary());
        case BINARY_NOT_SUPPORTED -> {} // passed over
        default -> close(problem.code().closeCode());
      }
    }
  }

  // end json

  // begin policy
  static final BadInput STRICT =
      BadInput.close()
          .on(Code.UNKNOWN_TYPE, BadInput.ignore())
          .on(Code.INVALID_MESSAGE, BadInput.answer());

  static void strictly(WebSocket socket) {
    socket.accept();
    for (var command : socket.json(Command.class, STRICT)) {
      socket.sendJson(command);
    }
  }

  // end policy

  // begin check
  record Order(String article, int count) {
    Order {
      if (count < 1) {
        throw new BadMessageException("count", "expected 1 or more");
      }
    }
  }

  // end check

  static void order(WebSocket socket) {
    socket.accept();
    socket.json(Order.class).forEach(order -> socket.sendJson(order.count()));
  }

  // begin streams
  static Application streams() {
    return new Demultiplexer()
        .main("board", WebSocketConsumer.each(Drawing::new)).stream("orders", Board::order);
  }
  // end streams
}
