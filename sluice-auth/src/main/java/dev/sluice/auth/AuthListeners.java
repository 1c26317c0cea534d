package dev.sluice.auth;

import java.util.List;
import java.util.stream.Stream;

/** Those who want to know of logins and logouts, and of what they end. */
record AuthListeners(List<AuthListener> listeners, List<AuthorityListener> enders) {

  static AuthListeners none() {
    return new AuthListeners(List.of(), List.of());
  }

  AuthListeners with(AuthListener listener) {
    return new AuthListeners(
        Stream.concat(listeners.stream(), Stream.of(listener)).toList(), enders);
  }

  AuthListeners withEnder(AuthorityListener ender) {
    return new AuthListeners(listeners, Stream.concat(enders.stream(), Stream.of(ender)).toList());
  }

  void tell(AuthEvent event) {
    listeners.forEach(listener -> listener.hear(event));
  }

  void tell(AuthorityEnd end) {
    enders.forEach(ender -> ender.ended(end));
  }
}
