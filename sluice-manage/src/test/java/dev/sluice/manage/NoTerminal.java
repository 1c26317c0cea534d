package dev.sluice.manage;

import java.util.Optional;

/** Nobody, as in a pipe. */
record NoTerminal() implements Terminal {

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public Optional<String> ask(String prompt) {
    throw new AssertionError("asked nobody: " + prompt);
  }

  @Override
  public Optional<String> askSecret(String prompt) {
    throw new AssertionError("asked nobody: " + prompt);
  }
}
