package dev.sluice.jwt;

import dev.sluice.auth.Authentication;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.ModelBackend;
import dev.sluice.auth.PasswordHasher;
import dev.sluice.auth.People;
import dev.sluice.auth.SessionAuthHash;
import dev.sluice.auth.UserStore;
import java.util.Optional;

/** Who holds tokens: ann (1) is active, sleepy (2) is not. Their passwords are their names. */
final class Holders implements UserStore {

  private final People people = new People();

  Holders() {
    put("1", "ann", true);
    put("2", "sleepy", false);
  }

  Credentials put(String id, String username, boolean active) {
    return people.put(id, username, "plain$" + username, active);
  }

  void remove(String id) {
    people.remove(id);
  }

  Authentication authentication() {
    return Authentication.of(new NoSessions(), new ModelBackend(this, new Plain()));
  }

  @Override
  public Optional<Credentials> findById(String id) {
    return people.findById(id);
  }

  @Override
  public Optional<Credentials> findByUsername(String username) {
    return people.findByUsername(username);
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
