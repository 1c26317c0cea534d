package dev.sluice.django;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Passwords that everybody tries first. */
record CommonPasswords(Set<String> passwords) {

  private static final String FILE = "common-passwords.txt";

  static CommonPasswords load() {
    try (var stream = CommonPasswords.class.getResourceAsStream(FILE)) {
      var text = new String(Objects.requireNonNull(stream, FILE).readAllBytes(), UTF_8);
      return new CommonPasswords(text.lines().collect(toUnmodifiableSet()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<String> problem(String password) {
    return passwords.contains(password.strip().toLowerCase(Locale.ROOT))
        ? Optional.of("the password is one that everybody tries first (expected: a rarer one)")
        : Optional.empty();
  }
}
