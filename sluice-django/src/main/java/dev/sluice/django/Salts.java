package dev.sluice.django;

import java.security.SecureRandom;

/** Where new salts come from. */
record Salts(SecureRandom random) {

  private static final int CHARACTERS = 22;
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** Returns letters and digits with 128 bits of entropy, as Django does. */
  String text() {
    return text(CHARACTERS);
  }

  String text(int characters) {
    var text = new StringBuilder(characters);
    for (var i = 0; i < characters; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Whether Django would find too little entropy in a salt with so many characters. */
  static boolean isTooShort(String salt) {
    return salt.codePointCount(0, salt.length()) < CHARACTERS;
  }
}
