package dev.sluice.manage;

import dev.sluice.django.UserTable;
import java.util.List;

/**
 * Who users are, and how they prove it.
 *
 * @param users the table of Django's {@code AUTH_USER_MODEL}
 * @param backends Django's {@code AUTHENTICATION_BACKENDS}, by their dotted paths
 * @param tokenKeyword what stands before a token of Django REST framework in the header {@code
 *     Authorization}
 */
public record AuthConfig(UserTable users, List<String> backends, String tokenKeyword) {

  /** Keeps a copy. */
  public AuthConfig {
    backends = List.copyOf(backends);
  }
}
