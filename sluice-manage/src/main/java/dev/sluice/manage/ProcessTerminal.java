package dev.sluice.manage;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminal that this process was started from, if it was. */
final class ProcessTerminal implements Terminal {

  /** Null where there is none. */
  private final @Nullable Console console;

  ProcessTerminal(@Nullable Console console) {
    this.console = console != null && console.isTerminal() ? console : null;
  }

  @Override
  public boolean isInteractive() {
    return console != null;
  }

  @Override
  public Optional<String> ask(String prompt) {
    return console == null ? Optional.empty() : Optional.ofNullable(console.readLine("%s", prompt));
  }

  @Override
  public Optional<String> askSecret(String prompt) {
    if (console == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new);
  }
}
