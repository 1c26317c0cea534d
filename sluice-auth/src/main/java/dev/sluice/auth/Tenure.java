package dev.sluice.auth;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a connection is somebody's: as long as its credential holds. Its own thread changes the
 * credential, and any thread may end it, once.
 */
final class Tenure {

  private static final Logger LOG = LoggerFactory.getLogger(Tenure.class);

  private final String id;

  /** Null while the connection is nobody's. */
  private @Nullable Credential credential;

  /** Why it has ended; empty until it has. */
  private volatile String ended = "";

  /** Begins that of a connection, which is nobody's yet. */
  Tenure(String id) {
    this.id = id;
  }

  /** The connection's name in the log. */
  String id() {
    return id;
  }

  /** Whose the connection is at the moment, and why. */
  synchronized Optional<Credential> credential() {
    return Optional.ofNullable(credential);
  }

  /** Changes the credential, and returns the former one. */
  synchronized Optional<Credential> change(@Nullable Credential changed) {
    var former = Optional.ofNullable(credential);
    credential = changed;
    return former;
  }

  /** Ends it if it has a credential of which this is true, and returns whether it did. */
  synchronized boolean endIf(Predicate<Credential> condition, String why) {
    return credential != null && condition.test(credential) && end(why);
  }

  /** Ends it unless it has ended before, and returns whether it did. */
  synchronized boolean end(String why) {
    if (isOver()) {
      return false;
    }
    LOG.info("{} ends: {}", id, why);
    ended = why;
    return true;
  }

  boolean isOver() {
    return !ended.isEmpty();
  }

  /** Why it has ended; empty until it has. */
  String reason() {
    return ended;
  }
}
