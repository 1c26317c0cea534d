package dev.sluice.jwt;

import dev.sluice.Headers;
import dev.sluice.auth.Credentials;
import dev.sluice.auth.TokenGrant;
import dev.sluice.auth.TokenStore;
import dev.sluice.auth.User;
import dev.sluice.auth.UserStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells whose a JSON web token is. Judges as simplejwt 5.2's {@code JWTAuthentication}, which asks
 * for the user anew each time. Safe for use by many threads.
 *
 * <p>A {@link dev.sluice.auth.TokenAuthMiddleware} of it makes an anonymous user out of every token
 * that is good for nothing. A failing user store fails the connection.
 */
public final class JwtAuthentication implements TokenStore {

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String SCHEME = "Bearer";

  private final JwtConfig config;
  private final UserStore users;
  private final JwtReader reader;

  /** Makes one. */
  public JwtAuthentication(JwtConfig config, UserStore users, Clock clock) {
    this.config = config;
    this.users = users;
    this.reader = new JwtReader(config, clock);
  }

  /** Returns what a token is. */
  public JwtOutcome check(String token) {
    return switch (reader.read(token, JwtReader.ACCESS)) {
      case Reading.Refusal(var why) -> why;
      case Reading.Genuine(var claims) -> owner(users, claims);
    };
  }

  /**
   * Returns what the token in {@code Authorization: Bearer} is; empty if there is no such header,
   * or one of another scheme. As in simplejwt, {@code bearer} is another.
   */
  public Optional<JwtOutcome> checkHeader(Headers headers) {
    var values = headers.all("Authorization").map(String::strip).toList();
    var words = SPACES.split(String.join(",", values), -1);
    if (!words[0].equals(SCHEME)) {
      return Optional.empty();
    }
    return Optional.of(
        words.length == 2 ? check(words[1]) : new JwtOutcome.Invalid(JwtFault.BAD_HEADER));
  }

  @Override
  public Optional<User> findUser(String token) {
    return findGrant(token).map(TokenGrant::user);
  }

  /** Returns the user of a valid token, until it expires and the leeway is over. */
  @Override
  public Optional<TokenGrant> findGrant(String token) {
    return switch (check(token)) {
      case JwtOutcome.Valid(var user, var claims) -> Optional.of(grant(user, claims));
      case JwtOutcome.Refused _ -> Optional.empty();
    };
  }

  /** Reads each token, and asks for all their users at a time. */
  @Override
  public Map<String, TokenGrant> findAll(Collection<String> tokens) {
    var genuine = new HashMap<String, JwtClaims>();
    for (var token : tokens) {
      if (reader.read(token, JwtReader.ACCESS) instanceof Reading.Genuine(var claims)) {
        genuine.put(token, claims);
      }
    }
    var ids = genuine.values().stream().map(JwtClaims::userId).collect(Collectors.toSet());
    var owners = users.findAllById(ids);
    var grants = new HashMap<String, TokenGrant>();
    genuine.forEach(
        (token, claims) ->
            Optional.ofNullable(owners.get(claims.userId()))
                .map(Credentials::user)
                .filter(User::isActive)
                .ifPresent(user -> grants.put(token, grant(user, claims))));
    return grants;
  }

  private TokenGrant grant(User user, JwtClaims claims) {
    return new TokenGrant(user, Optional.of(claims.expires().plus(config.leeway())));
  }

  static JwtOutcome owner(UserStore users, JwtClaims claims) {
    var user = users.findById(claims.userId()).map(Credentials::user);
    if (user.isEmpty()) {
      return new JwtOutcome.UnknownUser();
    }
    return user.get().isActive()
        ? new JwtOutcome.Valid(user.get(), claims)
        : new JwtOutcome.InactiveUser();
  }
}
