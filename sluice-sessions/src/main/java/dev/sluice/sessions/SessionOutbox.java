package dev.sluice.sessions;

import dev.sluice.Command;
import dev.sluice.Headers;
import dev.sluice.HttpCommand;
import dev.sluice.HttpScope;
import dev.sluice.Outbox;
import dev.sluice.web.Cookies;
import dev.sluice.web.VaryField;

/** Saves a session with the beginning of its response, as Django 5.2's middleware does. */
final class SessionOutbox implements Outbox {

  private static final int FIRST_SERVER_ERROR = 500;

  private final Outbox outbox;
  private final Session session;
  private final SessionExpiry expiry;
  private final boolean cookieCame;

  SessionOutbox(Outbox outbox, HttpScope scope, Session session, SessionExpiry expiry) {
    this.outbox = outbox;
    this.session = session;
    this.expiry = expiry;
    this.cookieCame = Cookies.of(scope).find(expiry.config().cookieName()).isPresent();
  }

  @Override
  public void send(Command command) {
    outbox.send(
        command instanceof HttpCommand.Start start && session.isSavedByResponse()
            ? withSession(start)
            : command);
  }

  private HttpCommand.Start withSession(HttpCommand.Start start) {
    session.responseBegan();
    save(start.status());
    return new HttpCommand.Start(start.status(), withCookie(start.headers()));
  }

  private void save(int status) {
    var wanted = session.isModified() || expiry.config().saveEveryRequest();
    if (wanted && status < FIRST_SERVER_ERROR && !session.isWithoutContent()) {
      session.save();
    }
  }

  private Headers withCookie(Headers headers) {
    if (cookieCame && session.isWithoutContent()) {
      return expiry.config().deletion().addTo(VaryField.add(headers, "Cookie"));
    }
    if (session.wasSaved()) {
      return session.cookie().addTo(VaryField.add(headers, "Cookie"));
    }
    return session.wasRead() ? VaryField.add(headers, "Cookie") : headers;
  }
}
