package dev.sluice.examples.streams;

import dev.sluice.Application;
import dev.sluice.ChannelEvent;
import dev.sluice.DenyException;
import dev.sluice.Message;
import dev.sluice.Scope;
import dev.sluice.WebSocketEvent;
import dev.sluice.web.ConditionalView;
import dev.sluice.web.Conversation;
import dev.sluice.web.EventStream;
import dev.sluice.web.Exchange;
import dev.sluice.web.GzipMiddleware;
import dev.sluice.web.Response;
import dev.sluice.web.ServerSentEvent;
import dev.sluice.web.StaticFiles;
import dev.sluice.web.Upload;
import dev.sluice.web.UrlRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A site that talks over HTTP: in pieces, by events, by polls, and by whatever there is.
 *
 * @param join has a connection receive the news, as a channel layer does
 * @param files what everybody may see
 * @param uploads where what comes is kept
 */
public record Streams(Consumer<Scope> join, Path files, Path uploads) {

  /** One piece of news, numbered from 1. */
  public record News(long number, String text) implements Message {}

  // begin site
  /** Returns the site. */
  public Application site() {
    var router =
        new UrlRouter()
            .path("events/", EventStream.application(this::events))
            .path("poll/", Exchange.application(this::poll))
            .path("talk/", Conversation.application(this::talk))
            .path("upload/", Exchange.application(this::upload))
            .path("lines/", Exchange.application(Streams::lines))
            .path("files/<path:file>", StaticFiles.of(files))
            .view("report/", ConditionalView.of(_ -> Response.html("<h1>Report</h1>")));
    return new GzipMiddleware(new SecureRandom()).wrap(router);
  }

  // end site

  // begin lines
  private static void lines(Exchange exchange) {
    exchange.start(200, Response.text("").headers());
    for (var page = 1; page <= 100; page++) {
      exchange.write(("page " + page + "\n").repeat(1000));
    }
  }

  // end lines

  // begin upload
  private void upload(Exchange exchange) throws IOException {
    try (var upload = Upload.read(exchange, uploads)) {
      var photo = upload.file("photo").orElseThrow(() -> new DenyException(400, "no photo"));
      Files.move(photo.path(), uploads.resolve("photo-of-" + exchange.scope().id()));
      exchange.respond(Response.text(photo.size() + " bytes\n").withStatus(201));
    }
  }

  // end upload

  // begin events
  private void events(EventStream stream) {
    join.accept(stream.scope());
    for (var message : stream.messages()) {
      if (message instanceof News(long number, String text)) {
        stream.send(ServerSentEvent.of(text).withName("news").withId(Long.toString(number)));
      }
    }
  }

  // end events

  // begin poll
  private void poll(Exchange exchange) {
    join.accept(exchange.scope());
    var news = exchange.receive(Duration.ofSeconds(25));
    exchange.respond(news.map(Response::json).orElse(Response.status(204)));
  }

  // end poll

  // begin talk
  private void talk(Conversation conversation) {
    conversation.accept();
    join.accept(conversation.scope());
    for (var event : conversation) {
      switch (event) {
        case WebSocketEvent.Text(String text) -> conversation.send("you said " + text);
        case ChannelEvent(News(long number, String text)) ->
            conversation.send(ServerSentEvent.of(text).withId(Long.toString(number)));
        default -> {}
      }
    }
  }

  // end talk
}
