package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SharedTextFormsTest {

  @Test
  void nobodyGetsTheTextOfAnotherForm() {
    var shared = new SharedText();

    assertThat(shared.as("plain", () -> "1")).isEqualTo("1");
    assertThat(shared.as("dotted", () -> "1.0")).isEqualTo("1.0");
    assertThat(shared.as("plain", () -> "made again")).isEqualTo("1");
  }
}
