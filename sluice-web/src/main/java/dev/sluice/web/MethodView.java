package dev.sluice.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A view for each method, as Django's {@code View} class has: HEAD is answered like GET, OPTIONS by
 * itself, any other method with 405. Immutable: each step returns a new one.
 */
public final class MethodView implements View {

  private final List<Entry> entries;

  /** Makes one that answers OPTIONS only. */
  public MethodView() {
    this(List.of());
  }

  private MethodView(List<Entry> entries) {
    this.entries = entries;
  }

  /** Answers GET, and HEAD. */
  public MethodView get(View view) {
    return method("GET", view);
  }

  /** Answers POST. */
  public MethodView post(View view) {
    return method("POST", view);
  }

  /** Answers PUT. */
  public MethodView put(View view) {
    return method("PUT", view);
  }

  /** Answers PATCH. */
  public MethodView patch(View view) {
    return method("PATCH", view);
  }

  /** Answers DELETE. */
  public MethodView delete(View view) {
    return method("DELETE", view);
  }

  /** Answers a method, in upper case, that has not been registered. */
  public MethodView method(String method, View view) {
    if (find(method).isPresent()) {
      throw new IllegalArgumentException("%s has a view (expected: one at most)".formatted(method));
    }
    var more = new ArrayList<>(entries);
    more.add(new Entry(method, view));
    return new MethodView(List.copyOf(more));
  }

  @Override
  public Response respond(Request request) throws Exception {
    var method = request.method();
    var view = find(method);
    if (view.isEmpty() && method.equals("HEAD")) {
      view = find("GET");
    }
    if (view.isPresent()) {
      return view.get().respond(request);
    }
    return method.equals("OPTIONS")
        ? Response.status(200).withHeader("Allow", allow())
        : Response.text("Method Not Allowed\n").withStatus(405).withHeader("Allow", allow());
  }

  private Optional<View> find(String method) {
    return entries.stream().filter(it -> it.method.equals(method)).map(Entry::view).findFirst();
  }

  private String allow() {
    var methods = new ArrayList<>(entries.stream().map(Entry::method).toList());
    if (methods.contains("GET") && !methods.contains("HEAD")) {
      methods.add("HEAD");
    }
    if (!methods.contains("OPTIONS")) {
      methods.add("OPTIONS");
    }
    return String.join(", ", methods);
  }

  private record Entry(String method, View view) {}
}
