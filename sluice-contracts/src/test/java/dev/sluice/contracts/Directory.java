package dev.sluice.contracts;

import dev.sluice.auth.Account;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Users and their tokens as somebody else's site might keep them. */
final class Directory implements UserStore, TokenStore {

  private final Map<String, Credentials> byId = new ConcurrentHashMap<>();
  private final Map<String, String> idByToken = new ConcurrentHashMap<>();

  String create(String username, String encodedPassword, boolean active) {
    var id = "u" + (byId.size() + 1);
    var account =
        new Account(
            id, username, "", "", "", active, false, false, Instant.EPOCH, Optional.empty());
    byId.put(id, new Credentials(account, encodedPassword));
    return id;
  }

  String issue(String username, boolean active) {
    var token = "token-of-" + username;
    idByToken.put(token, create(username, "", active));
    return token;
  }

  void revoke(String token) {
    idByToken.remove(token);
  }

  @Override
  public Optional<Credentials> findById(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return byId.values().stream().filter(it -> it.user().username().equals(username)).findFirst();
  }

  @Override
  public Optional<User> findUser(String token) {
    return Optional.ofNullable(idByToken.get(token)).flatMap(this::findById).map(Credentials::user);
  }
}
