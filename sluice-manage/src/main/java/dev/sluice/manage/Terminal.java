package dev.sluice.manage;

import java.util.Optional;

/** Somebody who can be asked. */
public interface Terminal {

  /** Whether anybody is there: false in a pipe, a service, a build. */
  boolean isInteractive();

  /** Returns the answer, or empty when there will be none (end of input). */
  Optional<String> ask(String prompt);

  /** Returns the answer, which is not shown while it is typed. */
  Optional<String> askSecret(String prompt);
}
