package dev.sluice.sessions;

import dev.sluice.UnavailableException;

/**
 * Thrown when the cache that has the sessions cannot be reached or refuses; the message names the
 * place and what was tried, never keys or values.
 */
public final class SessionCacheException extends UnavailableException {

  private static final long serialVersionUID = 1L;

  /** Makes one, such as "could not find a session in Redis at 127.0.0.1:6379: refused". */
  public SessionCacheException(String message, Throwable cause) {
    super(message, cause);
  }
}
