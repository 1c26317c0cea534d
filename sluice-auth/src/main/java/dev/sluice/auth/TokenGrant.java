package dev.sluice.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token is good for.
 *
 * @param user whom it was given to, active or not
 * @param expires the first moment at which it is good for nothing; empty if that is not in the
 *     token
 */
public record TokenGrant(User user, Optional<Instant> expires) {}
