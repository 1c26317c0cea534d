package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.HttpScope;
import dev.sluice.Inbox;
import dev.sluice.Middleware;
import dev.sluice.Outbox;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The middleware that compresses responses for clients that take gzip, as Django 5.2's {@code
 * GZipMiddleware} does. Safe for use by many threads if its source of randomness is.
 *
 * <p>Left alone are responses below 200 bytes or that would not become shorter, those that have an
 * encoding already, parts of files, streams of a kind that is compressed already such as videos,
 * and whatever says {@code no-transform}. Each piece of a stream can be read as soon as it has
 * come, events too. A strong entity tag becomes a weak one. Read about BREACH in docs/security.md
 * before you put this around pages with secrets in them.
 */
public final class GzipMiddleware implements Middleware {

  private final RandomGenerator padding;

  /**
   * Makes one.
   *
   * @param padding for the length of a file name from 0 to 99 bytes that goes with each response,
   *     so that its size tells less; unpredictable, such as a {@link java.security.SecureRandom}
   */
  public GzipMiddleware(RandomGenerator padding) {
    this.padding = padding;
  }

  @Override
  public Application wrap(Application inner) {
    return (scope, inbox, outbox) -> {
      if (scope instanceof HttpScope request && isWanted(request)) {
        serve(inner, request, inbox, outbox);
        return;
      }
      inner.serve(scope, inbox, varying(scope instanceof HttpScope, outbox));
    };
  }

  private void serve(Application inner, HttpScope request, Inbox inbox, Outbox outbox)
      throws Exception {
    try (var compressing = new GzipOutbox(request, outbox, padding)) {
      inner.serve(request, new ReleasingInbox(inbox, compressing::release), compressing);
      compressing.finish();
    }
  }

  private static Outbox varying(boolean http, Outbox outbox) {
    return http ? command -> outbox.send(GzipOutbox.varying(command)) : outbox;
  }

  /** RFC 9110, section 12.5.3. */
  private static boolean isWanted(HttpScope request) {
    var gzip = weight(request, "gzip").or(() -> weight(request, "x-gzip"));
    var weight = gzip.or(() -> weight(request, "*")).orElse(0.0);
    return weight > 0 && weight >= weight(request, "identity").orElse(0.0);
  }

  private static Optional<Double> weight(HttpScope request, String coding) {
    return request
        .headers()
        .all("Accept-Encoding")
        .flatMap(field -> Arrays.stream(field.split(",", -1)))
        .map(MediaType::of)
        .filter(entry -> entry.name().equals(coding))
        .map(entry -> quality(entry.parameter("q").orElse("1")))
        .findFirst();
  }

  private static double quality(String text) {
    return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
  }
}
