package dev.sluice.examples.consumers;

import dev.sluice.Application;
import dev.sluice.Headers;
import dev.sluice.consumers.WebSocketConsumer;
import dev.sluice.web.WebSocket;

/** Counts what a client says: once as a function, once as a class. */
public final class Counter {

  private Counter() {}

  // begin function
  static void count(WebSocket socket) {
    socket.accept();
    var count = 0;
    for (var text : socket.texts()) {
      count++;
      socket.send(count + ": " + text);
    }
  }

  static Application function() {
    return WebSocket.application(Counter::count);
  }

  // end function

  // begin class
  static final class Counting extends WebSocketConsumer {

    private int count;

    @Override
    protected void connect() {
      accept(Headers.of("X-Counter", "1"));
    }

    @Override
    protected void receive(String text) {
      count++;
      send(count + ": " + text);
    }

    @Override
    protected void disconnect(int code) {
      System.Logger log = System.getLogger("counter");
      log.log(System.Logger.Level.DEBUG, "{0} messages, then {1}", count, code);
    }
  }

  static Application consumer() {
    return WebSocket.application(WebSocketConsumer.each(Counting::new));
  }
  // end class
}
