package dev.sluice.jwt;

import dev.sluice.auth.Account;
import dev.sluice.auth.Authentication;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.PasswordHasher;
import dev.sluice.auth.SessionAuthHash;
import dev.sluice.auth.UserStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The users of a test: ann (1) is active, sleepy (2) is not. Their passwords are their names. */
final class People implements UserStore {

  private final Map<String, Credentials> byId = new ConcurrentHashMap<>();

  People() {
    put("1", "ann", true);
    put("2", "sleepy", false);
  }

  Credentials put(String id, String username, boolean active) {
    var account =
        new Account(
            id, username, "", "", "", active, false, false, Instant.EPOCH, Optional.empty());
    var credentials = new Credentials(account, "plain$" + username);
    byId.put(id, credentials);
    return credentials;
  }

  void remove(String id) {
    byId.remove(id);
  }

  Authentication authentication() {
    return Authentication.of(new NoSessions(), new ModelBackend(this, new Plain()));
  }

  @Override
  public Optional<Credentials> findById(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return byId.values().stream().filter(it -> it.user().username().equals(username)).findFirst();
  }

  private record Plain() implements PasswordHasher {

    @Override
    public String encode(String password) {
      return "plain$" + password;
    }

    @Override
    public boolean verify(String password, String encoded) {
      return encoded.equals(encode(password));
    }
  }

  private record NoSessions() implements SessionAuthHash {

    @Override
    public String of(Credentials credentials) {
      return "";
    }

    @Override
    public boolean matches(Credentials credentials, String remembered) {
      return false;
    }
  }
}
