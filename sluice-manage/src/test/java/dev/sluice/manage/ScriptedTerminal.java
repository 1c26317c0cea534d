package dev.sluice.manage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Somebody who gives prepared answers, and then none. */
final class ScriptedTerminal implements Terminal {

  final List<String> prompts = new ArrayList<>();
  final List<String> secretPrompts = new ArrayList<>();
  private final Queue<String> answers;

  ScriptedTerminal(String... answers) {
    this.answers = new ArrayDeque<>(List.of(answers));
  }

  boolean hasAnswersLeft() {
    return !answers.isEmpty();
  }

  @Override
  public boolean isInteractive() {
    return true;
  }

  @Override
  public Optional<String> ask(String prompt) {
    prompts.add(prompt);
    return Optional.ofNullable(answers.poll());
  }

  @Override
  public Optional<String> askSecret(String prompt) {
    secretPrompts.add(prompt);
    return Optional.ofNullable(answers.poll());
  }
}
