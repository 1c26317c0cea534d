package dev.sluice.contracts;

import dev.sluice.auth.Credentials;
import dev.sluice.auth.People;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Users and their tokens as somebody else's site might keep them. */
final class Directory implements UserStore, TokenStore {

  private final People people = new People();
  private final Map<String, String> idByToken = new ConcurrentHashMap<>();
  private final AtomicInteger created = new AtomicInteger();

  String create(String username, String encodedPassword, boolean active) {
    var id = "u" + created.incrementAndGet();
    people.put(id, username, encodedPassword, active);
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
    return people.findById(id);
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return people.findByUsername(username);
  }

  @Override
  public Optional<User> findUser(String token) {
    return Optional.ofNullable(idByToken.get(token)).flatMap(this::findById).map(Credentials::user);
  }
}
