package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.Command;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import dev.sluice.Outbox;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compresses one response. Holds its head until it knows whether there is more than one piece. */
final class GzipOutbox implements Outbox, AutoCloseable {

  /** Django's limit: below it, nothing is won. */
  static final int LEAST = 200;

  private static final Pattern COMPRESSED =
      Pattern.compile(
          "(image/(?!svg\\+xml)|audio/|video/|font/|application/(zip|gzip|pdf|octet-stream)\\b).*");

  private final HttpScope request;
  private final Outbox outbox;
  private final RandomGenerator padding;
  private HttpCommand.@Nullable Start held; // null unless a head waits for its body
  private @Nullable Gzip gzip; // null unless a stream is being compressed
  private boolean ended;

  GzipOutbox(HttpScope request, Outbox outbox, RandomGenerator padding) {
    this.request = request;
    this.outbox = outbox;
    this.padding = padding;
  }

  @Override
  public void send(Command command) {
    switch (command) {
      case HttpCommand.Start start -> begin(start);
      case HttpCommand.Body body -> go(body);
      default -> outbox.send(command);
    }
  }

  private void begin(HttpCommand.Start start) {
    if (!isCandidate(start)) {
      outbox.send(varying((Command) start));
    } else if (request.method().equals("HEAD")) {
      outbox.send(isLong(start) ? encoded(start) : varying(start));
    } else {
      held = start;
    }
  }

  private void go(HttpCommand.Body body) {
    var start = held;
    held = null;
    if (start != null && !body.more()) {
      whole(start, body);
      return;
    }
    if (start != null) {
      stream(start);
    }
    outbox.send(gzip == null ? body : new HttpCommand.Body(gzip.add(body), body.more()));
    ended = ended || !body.more();
  }

  private void whole(HttpCommand.Start start, HttpCommand.Body body) {
    if (body.bytes().size() < LEAST) {
      outbox.send(start);
      outbox.send(body);
      return;
    }
    try (var coder = new Gzip(padding)) {
      var shorter = coder.add(body);
      if (shorter.size() >= body.bytes().size()) {
        outbox.send(varying(start));
        outbox.send(body);
        return;
      }
      var told = encoded(start);
      var length = Integer.toString(shorter.size());
      outbox.send(
          new HttpCommand.Start(told.status(), told.headers().with("Content-Length", length)));
      outbox.send(new HttpCommand.Body(shorter, false));
    }
  }

  /** Ends what its application has left open, since the last bytes are ours to write. */
  void finish() {
    if (held != null || (gzip != null && !ended)) {
      go(new HttpCommand.Body(Bytes.empty(), false));
    }
  }

  /** Lets a head go that is held, since its application waits. */
  void release() {
    var start = held;
    held = null;
    if (start != null) {
      stream(start);
    }
  }

  private void stream(HttpCommand.Start start) {
    if (COMPRESSED.matcher(contentType(start)).matches()) {
      outbox.send(varying(start));
      return;
    }
    gzip = new Gzip(padding);
    outbox.send(encoded(start));
  }

  private static boolean isCandidate(HttpCommand.Start start) {
    var status = start.status();
    return depends(start)
        && status != 304
        && status != 206
        && start.headers().first("Content-Range").isEmpty();
  }

  /** Whether this, or what it stands for, looks different to whoever takes no gzip. */
  private static boolean depends(HttpCommand.Start start) {
    var headers = start.headers();
    return start.status() != 204
        && headers.first("Content-Encoding").isEmpty()
        && headers.all("Cache-Control").noneMatch(value -> value.contains("no-transform"));
  }

  /** Whether the GET that this HEAD stands for would be worth compressing. */
  private static boolean isLong(HttpCommand.Start start) {
    var length = start.headers().first("Content-Length").map(Long::valueOf).orElse(Long.MAX_VALUE);
    return length >= LEAST && !COMPRESSED.matcher(contentType(start)).matches();
  }

  private static String contentType(HttpCommand.Start start) {
    return start.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
  }

  private static HttpCommand.Start encoded(HttpCommand.Start start) {
    var varying = varying(start);
    var headers = varying.headers().without("Content-Length").with("Content-Encoding", "gzip");
    return new HttpCommand.Start(varying.status(), weakened(headers));
  }

  private static Headers weakened(Headers headers) {
    return headers
        .first("ETag")
        .filter(tag -> tag.startsWith("\""))
        .map(tag -> headers.without("ETag").with("ETag", "W/" + tag))
        .orElse(headers);
  }

  /**
   * Tells caches that the response depends on what its client takes, if it does; a part, and that
   * nothing has changed, tell what the whole would (RFC 9110, sections 15.3.7 and 15.4.5).
   */
  static Command varying(Command command) {
    return command instanceof HttpCommand.Start start && depends(start) ? varying(start) : command;
  }

  private static HttpCommand.Start varying(HttpCommand.Start start) {
    return new HttpCommand.Start(start.status(), VaryField.add(start.headers(), "Accept-Encoding"));
  }

  /** Gives memory back, whatever became of the response. */
  @Override
  public void close() {
    Optional.ofNullable(gzip).ifPresent(Gzip::close);
  }
}
