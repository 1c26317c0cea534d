package dev.sluice.manage;

import dev.sluice.django.NewUser;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The users of the demo: admin, who may do everything, alice and bob. */
final class DemoUsers {

  private static final String CONSONANTS = "bdfghjklmnprstvz";
  private static final String VOWELS = "aeiou";
  private static final int GROUPS = 4;

  private final SecureRandom random;

  DemoUsers(SecureRandom random) {
    this.random = random;
  }

  /** Returns those that a site has not got, with new passwords. */
  List<NewUser> missing(Site site) {
    return all().stream()
        .filter(user -> site.users().findByUsername(user.username()).isEmpty())
        .toList();
  }

  private List<NewUser> all() {
    return List.of(
        NewUser.superuser("admin", "admin@example.com", password()),
        NewUser.of("alice", "alice@example.com", password()),
        NewUser.of("bob", "bob@example.com", password()));
  }

  /** Returns four groups such as {@code mola-tibu}, of 80^8 possible (50 bits). */
  private String password() {
    return IntStream.range(0, GROUPS)
        .mapToObj(group -> syllable() + syllable())
        .collect(Collectors.joining("-"));
  }

  private String syllable() {
    return "" + letter(CONSONANTS) + letter(VOWELS);
  }

  private char letter(String letters) {
    return letters.charAt(random.nextInt(letters.length()));
  }
}
