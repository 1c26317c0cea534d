package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.Headers;
import dev.sluice.HttpScope;
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
    /**
     * Returns the validators, or nothing if it does not exist or nobody knows; then {@code
     * If-Match} is answered with 412.
     */
    Optional<Validators> find(Request request) throws Exception;
  }

  private static final Finder NOBODY = _ -> Optional.empty();

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
    return new ConditionalView(NOBODY, view);
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
    if (finder != NOBODY && request.headers().first("If-Match").isPresent()) {
      return failed(); // what the client has seen is not there any more
    }
    var response = view.respond(request);
    return reads(request.scope()) ? withTag(request.scope(), response) : response;
  }

  private Response respond(Request request, Validators known) throws Exception {
    return switch (known.check(request.scope())) {
      case PROCEED -> {
        var response = view.respond(request);
        yield reads(request.scope()) && response.status() == 200 ? told(response, known) : response;
      }
      case NOT_MODIFIED -> told(Response.status(304), known);
      case FAILED -> failed();
    };
  }

  /** Tells whether a request only asks for something. */
  static boolean reads(HttpScope request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  /** Decides about a whole answer to such a request, with a tag of its content if it has none. */
  static Response withTag(HttpScope request, Response response) {
    if (response.status() != 200 || isNotStored(response)) {
      return response;
    }
    var validators = ownValidators(response);
    if (validators.tag().isEmpty() && response.headers().first("ETag").isEmpty()) {
      var tag = Validators.of(response.body().asByteBuffer()).tag();
      return decided(request, response, new Validators(tag, validators.lastModified()));
    }
    return decided(request, response, validators);
  }

  /** Decides about an answer whose content is not all there, by the validators that it has. */
  static Response byItsOwnTag(HttpScope request, Response response) {
    return response.status() == 200
        ? decided(request, response, ownValidators(response))
        : response;
  }

  private static Response decided(HttpScope request, Response response, Validators validators) {
    if (validators.tag().isEmpty() && validators.lastModified().isEmpty()) {
      return response;
    }
    return switch (validators.check(request)) {
      case PROCEED -> told(response, validators);
      case NOT_MODIFIED -> notModified(told(response, validators));
      case FAILED -> failed();
    };
  }

  private static Response failed() {
    return Response.text("Precondition Failed\n").withStatus(412);
  }

  private static boolean isNotStored(Response response) {
    return response.headers().all("Cache-Control").anyMatch(it -> it.contains("no-store"));
  }

  /** What an answer tells of itself; a tag that is none is as good as none. */
  private static Validators ownValidators(Response response) {
    var time = response.headers().first("Last-Modified").flatMap(HttpDate::parse);
    var tag = response.headers().first("ETag").filter(Validators::isTag).orElse("");
    return new Validators(tag, time);
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
