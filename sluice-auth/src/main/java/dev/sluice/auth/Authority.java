package dev.sluice.auth;

import dev.sluice.sessions.SessionStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody who can tell of many credentials at a time whose they still are. */
sealed interface Authority {

  /**
   * Returns the ids of the users to whom keys give authority now; no entry for one that does not.
   */
  Map<String, String> holders(Collection<String> keys);

  /** What ends a credential with this key before anybody asks again. */
  List<AuthorityEnd> ends(String key, String userId);

  /** Sessions: the key is the session's. */
  record Sessions(SessionStore store, Authentication authentication) implements Authority {

    @Override
    public Map<String, String> holders(Collection<String> keys) {
      return authentication.holders(store.findAll(keys));
    }

    @Override
    public List<AuthorityEnd> ends(String key, String userId) {
      return List.of(
          new AuthorityEnd.SessionEnded(key),
          new AuthorityEnd.PasswordChanged(userId),
          new AuthorityEnd.UserEnded(userId));
    }

    @Override
    public String toString() {
      return "sessions";
    }
  }

  /** Tokens: the key is the token. */
  record Tokens(TokenStore store) implements Authority {

    @Override
    public Map<String, String> holders(Collection<String> keys) {
      var holders = new HashMap<String, String>();
      store
          .findAll(keys)
          .forEach(
              (key, grant) -> {
                if (grant.user().isActive()) {
                  holders.put(key, grant.user().id());
                }
              });
      return holders;
    }

    @Override
    public List<AuthorityEnd> ends(String key, String userId) {
      return List.of(new AuthorityEnd.TokenEnded(key), new AuthorityEnd.UserEnded(userId));
    }

    @Override
    public String toString() {
      return "tokens";
    }
  }

  /** Users as such, however they were found: the key is the user's id. */
  record Accounts(UserStore store) implements Authority {

    @Override
    public Map<String, String> holders(Collection<String> keys) {
      return store.findAllById(keys).values().stream()
          .map(Credentials::user)
          .filter(User::isActive)
          .collect(Collectors.toMap(User::id, User::id));
    }

    @Override
    public List<AuthorityEnd> ends(String key, String userId) {
      return List.of(new AuthorityEnd.UserEnded(userId));
    }

    @Override
    public String toString() {
      return "users";
    }
  }

  /** Users whom no store knows: the key is the user's id, and holds until something ends it. */
  record Unasked() implements Authority {

    @Override
    public Map<String, String> holders(Collection<String> keys) {
      return keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    @Override
    public List<AuthorityEnd> ends(String key, String userId) {
      return List.of(new AuthorityEnd.UserEnded(userId));
    }

    @Override
    public String toString() {
      return "nobody";
    }
  }
}
