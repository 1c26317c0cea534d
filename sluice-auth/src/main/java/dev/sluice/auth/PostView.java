package dev.sluice.auth;

import dev.sluice.web.Request;
import dev.sluice.web.Response;
import dev.sluice.web.View;
import java.util.List;
import java.util.Map;

/**
 * A view that answers fields, which come by POST as a form or as JSON, and explains what is wrong
 * with anything else. Answers as Django REST framework 3.16, always in JSON. Safe for use by many
 * threads if what it is made of is.
 */
public final class PostView implements View {

  private static final String METHODS = "POST, OPTIONS";

  private final Answer answer;
  private final Refusal refusal;

  /** Makes one. */
  public PostView(Answer answer) {
    this(answer, PostView::invalid);
  }

  PostView(Answer answer, Refusal refusal) {
    this.answer = answer;
    this.refusal = refusal;
  }

  @Override
  public Response respond(Request request) {
    return switch (request.scope().method()) {
      case "POST" -> answer(Posted.read(request));
      case "OPTIONS" -> Response.status(200).withHeader("Allow", METHODS);
      case String method ->
          detail(405, "Method \"" + method + "\" not allowed.").withHeader("Allow", METHODS);
    };
  }

  /** Returns the answer to fields that are wrong: what is, by name, with status 400. */
  public static Response invalid(Map<String, List<String>> errors) {
    return Response.json(errors).withStatus(400);
  }

  /** Returns an answer that says one thing. */
  public static Response detail(int status, String text) {
    return Response.json(Map.of("detail", text)).withStatus(status);
  }

  private Response answer(Posted posted) {
    return switch (posted) {
      case Posted.Fields(var values) -> answer.to(values);
      case Posted.Invalid(var errors) -> refusal.of(errors);
      case Posted.Unreadable(int status, String why) -> detail(status, why);
    };
  }

  /** What to answer to fields. */
  @FunctionalInterface
  public interface Answer {

    /** Returns the answer to values by their names, as they came. */
    Response to(Map<?, ?> values);
  }

  /** What to answer to what has no fields. */
  @FunctionalInterface
  interface Refusal {
    Response of(Map<String, List<String>> errors);
  }
}
