package dev.sluice.web;

import dev.sluice.Application;
import dev.sluice.Middleware;
import java.util.List;

/**
 * The {@link OriginValidator} of the hosts that the site itself may have. Safe for use by many
 * threads.
 */
public final class AllowedHostsOriginValidator implements Middleware {

  private static final List<String> WHILE_DEBUGGING = List.of("localhost", "127.0.0.1", "[::1]");

  private final OriginValidator validator;

  /**
   * Makes one.
   *
   * @param allowedHosts as for {@link AllowedHosts}
   * @param debug whether an empty list means this machine
   */
  public AllowedHostsOriginValidator(List<String> allowedHosts, boolean debug) {
    this.validator =
        new OriginValidator(debug && allowedHosts.isEmpty() ? WHILE_DEBUGGING : allowedHosts);
  }

  @Override
  public Application wrap(Application inner) {
    return validator.wrap(inner);
  }
}
