package dev.sluice.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the users of tokens. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface TokenStore {

  /** Returns the user that a token was given to, active or not; empty for a token nobody has. */
  Optional<User> findUser(String token);

  /**
   * Returns what a token is good for. Unless a store says otherwise, its tokens last until they are
   * taken back.
   */
  default Optional<TokenGrant> findGrant(String token) {
    return findUser(token).map(user -> new TokenGrant(user, Optional.empty()));
  }

  /**
   * Returns, by their tokens, those grants that {@link #findGrant} would return. A store that is
   * asked for thousands every few seconds does better with a few statements than with one for each.
   */
  default Map<String, TokenGrant> findAll(Collection<String> tokens) {
    var found = new HashMap<String, TokenGrant>();
    tokens.forEach(token -> findGrant(token).ifPresent(grant -> found.put(token, grant)));
    return found;
  }
}
