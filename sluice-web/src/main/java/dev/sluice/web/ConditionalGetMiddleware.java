package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.HttpScope;
import dev.sluice.Middleware;

/**
 * The middleware that does for a whole site what {@link ConditionalView} does for a view, as Django
 * 5.2's {@code ConditionalGetMiddleware}: a GET is answered with an entity tag of its content, and
 * with 304 to those who have that content already. Safe for use by many threads.
 *
 * <p>Answers in several pieces are not held for it: they get no tag, and a 304 only if they bring a
 * tag or a time of their own. The application works all the same; what is saved is the sending. Put
 * {@link GzipMiddleware} around it, not into it.
 */
public final class ConditionalGetMiddleware implements Middleware {

  /** Makes one. */
  public ConditionalGetMiddleware() {}

  @Override
  public Application wrap(Application inner) {
    return (scope, inbox, outbox) -> {
      if (!(scope instanceof HttpScope request) || !ConditionalView.reads(request)) {
        inner.serve(scope, inbox, outbox);
        return;
      }
      var conditional = new ConditionalOutbox(request, outbox);
      inner.serve(scope, new ReleasingInbox(inbox, conditional::release), conditional);
      conditional.release();
    };
  }
}
