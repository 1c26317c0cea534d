package dev.sluice.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Those who can tell whose a session is by what it remembers: the backends, by what they are called
 * there, and the hash. Two that are equal can be asked in one go.
 */
record SessionLogins(List<AuthenticationBackend> backends, SessionAuthHash hash) {

  /** Returns the user that a session remembers, if their backend still knows them. */
  Optional<Credentials> find(SessionLogin login) {
    return backends.stream()
        .filter(backend -> backend.path().equals(login.backend()))
        .findFirst()
        .flatMap(backend -> backend.find(login.userId()));
  }

  /** Whether the user still has the password that a session remembers. */
  boolean hold(Credentials credentials, SessionLogin login) {
    return hash.matches(credentials, login.hash());
  }

  /**
   * Returns, by their keys, the ids of the users to whom sessions with these values belong; others
   * are left out.
   */
  Map<String, String> holders(Map<String, Map<String, @Nullable Object>> sessions) {
    var logins = new HashMap<String, SessionLogin>();
    sessions.forEach(
        (String key, Map<String, @Nullable Object> values) ->
            SessionLogin.find(values).ifPresent(login -> logins.put(key, login)));
    var holders = new HashMap<String, String>();
    for (var backend : backends) {
      var ours = new HashMap<>(logins);
      ours.values().removeIf(login -> !login.backend().equals(backend.path()));
      logins.keySet().removeAll(ours.keySet()); // the first of two with one path counts
      addHolders(ours, backend, holders);
    }
    return holders;
  }

  private void addHolders(
      Map<String, SessionLogin> logins,
      AuthenticationBackend backend,
      Map<String, String> holders) {
    if (logins.isEmpty()) {
      return;
    }
    var found = backend.findAll(userIds(logins.values()));
    logins.forEach(
        (key, login) -> {
          var credentials = found.get(login.userId());
          if (credentials != null && hold(credentials, login)) {
            holders.put(key, credentials.user().id());
          }
        });
  }

  private static Collection<String> userIds(Collection<SessionLogin> logins) {
    return logins.stream().map(SessionLogin::userId).collect(Collectors.toSet());
  }
}
