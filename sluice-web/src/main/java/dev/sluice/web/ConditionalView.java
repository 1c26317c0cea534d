package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A view whose answers need not be sent again to clients that have them (RFC 9110, section 13), as
 * Django 5.2's {@code ConditionalGetMiddleware} and {@code condition} do it. Safe for use by many
 * threads if what it is made of is.
 */
public final class ConditionalView implements View {

  /** What remains of an answer that says that nothing has changed (RFC 9110, section 15.4.5). */
  private static final Set<String> KEPT =
      Set.of(
          "cache-control",
          "content-location",
          "date",
          "etag",
          "expires",
          "last-modified",
          "vary",
          "set-cookie");

  /** Tells the state of what a request asks for without making it. */
  @FunctionalInterface
  public interface Finder {
    /** Returns the validators, or nothing if it does not exist or nobody knows. */
    Optional<Validators> find(Request request) throws Exception;
  }

  private final Finder finder;
  private final View view;

  private ConditionalView(Finder finder, View view) {
    this.finder = finder;
    this.view = view;
  }

  /**
   * Returns a view that tells an entity tag of each whole answer with 200 to a GET or HEAD, made of
   * its content unless it has one, and answers 304 to those who have it. The view works all the
   * same; what is saved is the sending.
   */
  public static View of(View view) {
    return new ConditionalView(_ -> Optional.empty(), view);
  }

  /**
   * Returns a view that works only if the client does not have its answer yet, or, for methods that
   * change something, if the client has seen the state that it is about to change: else 304 or 412.
   */
  public static View of(Finder finder, View view) {
    return new ConditionalView(finder, view);
  }

  @Override
  public Response respond(Request request) throws Exception {
    var known = finder.find(request);
    if (known.isPresent()) {
      return respond(request, known.get());
    }
    var response = view.respond(request);
    var reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (response.status() != 200 || !reads || isNotStored(response)) {
      return response;
    }
    var validators = validators(response);
    return validators.check(request.scope()) == Validators.Verdict.NOT_MODIFIED
        ? notModified(told(response, validators))
        : told(response, validators);
  }

  private Response respond(Request request, Validators known) throws Exception {
    return switch (known.check(request.scope())) {
      case PROCEED -> {
        var response = view.respond(request);
        var reads = request.method().equals("GET") || request.method().equals("HEAD");
        yield reads && response.status() == 200 ? told(response, known) : response;
      }
      case NOT_MODIFIED -> told(Response.status(304), known);
      case FAILED -> Response.text("Precondition Failed\n").withStatus(412);
    };
  }

  private static boolean isNotStored(Response response) {
    return response.headers().all("Cache-Control").anyMatch(it -> it.contains("no-store"));
  }

  private static Validators validators(Response response) {
    var time = response.headers().first("Last-Modified").flatMap(HttpDate::parse);
    return response
        .headers()
        .first("ETag")
        .map(tag -> new Validators(tag, time))
        .orElseGet(() -> new Validators(Validators.of(response.body().asByteBuffer()).tag(), time));
  }

  private static Response told(Response response, Validators validators) {
    return new Response(response.status(), validators.addTo(response.headers()), response.body());
  }

  private static Response notModified(Response response) {
    var kept =
        response.headers().fields().stream()
            .filter(field -> KEPT.contains(field.name().toLowerCase(Locale.ROOT)))
            .toList();
    return new Response(304, Headers.of(kept), Bytes.empty());
  }
}
