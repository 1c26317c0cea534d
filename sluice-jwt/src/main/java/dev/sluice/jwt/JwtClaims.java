package dev.sluice.jwt;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says whose signature holds.
 *
 * @param userId whose it is
 * @param expires its {@code exp}
 * @param values all claims, as {@link dev.sluice.web.Json#decode} reads them
 */
public record JwtClaims(String userId, Instant expires, Map<String, @Nullable Object> values) {

  /** Makes one of a copy. */
  public JwtClaims {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Returns a claim that is text. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Tells whose it is and leaves out the claims, which are personal. */
  @Override
  public String toString() {
    return "JwtClaims[" + userId + " until " + expires + "]";
  }
}
