package dev.sluice.auth;

import dev.sluice.Application;
import dev.sluice.ConnectionScope;
import dev.sluice.Middleware;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The middleware that finds the user by a token that came with the connection. Safe for use by many
 * threads.
 *
 * <p>Whoever brings no token, several different ones, one that nobody has, or one of an inactive
 * user is an {@link AnonymousUser}; nothing is refused here. Under an {@link AuthMiddlewareStack}
 * the session's user, if there is one, counts before the token's. A failing store fails the
 * connection, since that is not the client's fault.
 */
public final class TokenAuthMiddleware implements Middleware {

  /** Longer than the tokens of any scheme, and short enough to look up. */
  private static final int MOST_CHARACTERS = 4096;

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final TokenStore tokens;
  private final TokenSource source;

  private TokenAuthMiddleware(TokenStore tokens, TokenSource source) {
    this.tokens = tokens;
    this.source = source;
  }

  /**
   * Returns one that reads a parameter of the query, and takes it out of the scope so that nothing
   * can log it. Empty values do not count, as for Python's {@code parse_qs}.
   */
  public static TokenAuthMiddleware query(String parameter, TokenStore tokens) {
    return new TokenAuthMiddleware(tokens, new QueryParameter(parameter));
  }

  /**
   * Returns one that reads {@code Authorization: Token KEY}, as Django REST framework 3.16 does.
   *
   * @param keyword such as {@code Token}, compared without regard to case
   */
  public static TokenAuthMiddleware header(String keyword, TokenStore tokens) {
    return new TokenAuthMiddleware(tokens, new AuthorizationHeader(keyword));
  }

  @Override
  public Application wrap(Application inner) {
    return Middleware.onConnection(this::withUser).wrap(inner);
  }

  private ConnectionScope withUser(ConnectionScope scope) throws Exception {
    var token = source.find(scope).filter(TokenAuthMiddleware::mayBeToken);
    return Ownership.by(_ -> token.flatMap(this::holder), source.withoutToken(scope));
  }

  private Optional<Holder> holder(String token) {
    return tokens
        .findGrant(token)
        .map(
            grant ->
                Holder.of(grant.user(), new Authority.Tokens(tokens), token)
                    .until(grant.expires().orElse(Instant.MAX)));
  }

  private static boolean mayBeToken(String text) {
    return text.length() <= MOST_CHARACTERS && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  /** Where a token is in a scope. */
  private sealed interface TokenSource {

    Optional<String> find(ConnectionScope scope);

    ConnectionScope withoutToken(ConnectionScope scope);

    static Optional<String> single(List<String> values) {
      return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
  }

  private record QueryParameter(String name) implements TokenSource {

    @Override
    public Optional<String> find(ConnectionScope scope) {
      var values = scope.query().all(name).filter(value -> !value.isEmpty());
      return TokenSource.single(values.distinct().toList());
    }

    @Override
    public ConnectionScope withoutToken(ConnectionScope scope) {
      return scope.withHead(scope.head().withQuery(scope.query().without(name)));
    }
  }

  private record AuthorizationHeader(String keyword) implements TokenSource {

    @Override
    public Optional<String> find(ConnectionScope scope) {
      return TokenSource.single(scope.headers().all("Authorization").toList())
          .map(value -> SPACES.split(value.strip()))
          .filter(words -> words.length == 2 && words[0].equalsIgnoreCase(keyword))
          .map(words -> words[1]);
    }

    @Override
    public ConnectionScope withoutToken(ConnectionScope scope) {
      return scope;
    }
  }
}
