package dev.sluice.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.sessions.SessionStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody who can tell of many credentials at a time whose they still are. */
sealed interface Authority {

  /** How many characters the digest in a key of {@link Passwords} has. */
  int DIGEST_LENGTH = 64;

  /**
   * Returns the ids of the users to whom keys give authority now; no entry for one that does not.
   */
  Map<String, String> holders(Collection<String> keys);

  /** What ends a credential with this key before anybody asks again. */
  List<AuthorityEnd> ends(String key, String userId);

  /** Sessions: the key is the session's. */
  record Sessions(SessionStore store, SessionLogins logins) implements Authority {

    @Override
    public Map<String, String> holders(Collection<String> keys) {
      return logins.holders(store.valuesOf(keys));
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
      var holders = new HashMap<String, String>();
      store
          .findAllById(keys)
          .forEach(
              (key, found) -> {
                if (found.user().isActive()) {
                  holders.put(key, found.user().id());
                }
              });
      return holders;
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

  /** Users who gave their password: the key is the user's id, and a digest of what was stored. */
  record Passwords(UserStore store) implements Authority {

    /** Returns what is to be remembered of a login, so that another password can be noticed. */
    static String key(Credentials credentials) {
      return digest(credentials.encodedPassword()) + credentials.user().id();
    }

    /** Returns the user whose login it was, if the password is still the same. */
    Optional<User> find(String key) {
      return store.findById(id(key)).filter(it -> holds(it, key)).map(Credentials::user);
    }

    @Override
    public Map<String, String> holders(Collection<String> keys) {
      var ids = keys.stream().map(Passwords::id).collect(Collectors.toSet());
      var found = store.findAllById(ids);
      var holders = new HashMap<String, String>();
      for (var key : keys) {
        var user = found.get(id(key));
        if (user != null && holds(user, key)) {
          holders.put(key, user.user().id());
        }
      }
      return holders;
    }

    private static boolean holds(Credentials found, String key) {
      return found.user().isActive() && key(found).equals(key);
    }

    private static String id(String key) {
      return key.substring(DIGEST_LENGTH);
    }

    private static String digest(String encodedPassword) {
      try {
        var sha256 = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(sha256.digest(encodedPassword.getBytes(UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    @Override
    public List<AuthorityEnd> ends(String key, String userId) {
      return List.of(new AuthorityEnd.PasswordChanged(userId), new AuthorityEnd.UserEnded(userId));
    }

    @Override
    public String toString() {
      return "passwords";
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
