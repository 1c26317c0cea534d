package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.Command;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import dev.sluice.Outbox;
import org.jspecify.annotations.Nullable;

/** Holds the head of one response until it knows whether its client has the content already. */
final class ConditionalOutbox implements Outbox {

  private final HttpScope request;
  private final Outbox outbox;
  private HttpCommand.@Nullable Start held; // null unless a head waits for its body
  private boolean answered; // in the application's place: nothing it sends goes out

  ConditionalOutbox(HttpScope request, Outbox outbox) {
    this.request = request;
    this.outbox = outbox;
  }

  @Override
  public void send(Command command) {
    switch (command) {
      case HttpCommand.Start start when start.status() == 200 && held == null && !answered ->
          held = start;
      case HttpCommand.Body body -> go(body);
      case Command other -> {
        release();
        outbox.send(other);
      }
    }
  }

  private void go(HttpCommand.Body body) {
    if (held != null && !body.more() && body.bytes().size() > 0) {
      whole(held, body);
      return;
    }
    release();
    if (!answered) {
      outbox.send(body);
    }
  }

  private void whole(HttpCommand.Start start, HttpCommand.Body body) {
    held = null;
    respond(
        ConditionalView.withTag(
            request, new Response(start.status(), start.headers(), body.bytes())));
  }

  /** Decides about a head without its body: by the validators that it brings, if it does. */
  void release() {
    var start = held;
    held = null;
    if (start == null) {
      return;
    }
    var head = new Response(start.status(), start.headers(), Bytes.empty());
    var decided = ConditionalView.byItsOwnTag(request, head);
    if (decided.status() == head.status()) {
      outbox.send(start);
      return;
    }
    answered = true;
    respond(decided);
  }

  private void respond(Response response) {
    var told = response.withLength();
    outbox.send(new HttpCommand.Start(told.status(), told.headers()));
    outbox.send(new HttpCommand.Body(told.body(), false));
  }
}
