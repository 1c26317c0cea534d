package dev.sluice.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The users of a test, by id. Safe for use by many threads. */
public final class People implements UserStore {

  private final Map<String, Credentials> byId = new ConcurrentHashMap<>();

  /** Adds a user, or replaces the one with this id. */
  public Credentials put(String id, String username, String encodedPassword, boolean active) {
    var account =
        new Account(
            id,
            username,
            username + "@example.com",
            "",
            "",
            active,
            false,
            false,
            Instant.EPOCH,
            Optional.empty());
    var credentials = new Credentials(account, encodedPassword);
    byId.put(id, credentials);
    return credentials;
  }

  /** Takes a user away, if there is one. */
  public void remove(String id) {
    byId.remove(id);
  }

  @Override
  public Optional<Credentials> findById(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return byId.values().stream().filter(it -> it.user().username().equals(username)).findFirst();
  }
}
